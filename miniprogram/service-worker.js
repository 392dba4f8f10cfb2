// The browser's app with no network: its files are kept when it was opened with one. What the library answers is not
// kept here (lib/query-client.ts keeps the little that must open offline). config/offline-files.ts fills in the names.
/* global self, caches, fetch, URL */
const files = '__FILES__'
const cacheName = 'rentu-__VERSION__'

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(files))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  // a page: the network knows the newest app; without it, the kept one routes to the same screen
  if (request.mode === 'navigate' && !/^\/(api|feeds|g)\//.test(url.pathname))
    event.respondWith(fetch(request).catch(() => caches.match('/')))
  // a file: its name carries its content, so the kept one is the right one
  else if (files.includes(url.pathname))
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)))
})
