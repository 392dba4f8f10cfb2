import { EnvError, readEnv } from '../../bff/env'

const production = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'kX9s-Qe27_mZp04tRbLwYc81uHnVfJ6a',
  MONGODB_URI: 'mongodb://x',
}
const named = { SEARCH_USERNAME: 'rentu', SEARCH_PASSWORD: 'secret' }

describe('the search cluster', () => {
  test.each([
    ['none at all', {}],
    ['one with https and a password', { SEARCH_URL: 'https://search.example.edu:9200', ...named }],
    ['one with its password in the address', { SEARCH_URL: 'https://rentu:secret@search.example.edu' }],
    ['one without a password in the own network', { SEARCH_URL: 'http://search.internal:9200' }],
    ['one with a password on this very machine', { SEARCH_URL: 'http://127.0.0.1:9200', ...named }],
  ])('may be %s', (_, given) => {
    expect(readEnv({ ...production, ...given }).SEARCH_URL).toBe('SEARCH_URL' in given ? given.SEARCH_URL : undefined)
  })

  test.each([
    ['with a password through the network in the clear', { SEARCH_URL: 'http://search.example.edu:9200', ...named }],
    ['with a password in such an address', { SEARCH_URL: 'http://rentu:secret@search.example.edu:9200' }],
    ['with half of a login', { SEARCH_URL: 'https://search.example.edu', SEARCH_USERNAME: 'rentu' }],
    ['with a login and no address', named],
    ['of another protocol', { SEARCH_URL: 'ftp://search.example.edu' }],
  ])('is refused %s', (_, given) => {
    expect(() => readEnv({ ...production, ...given })).toThrow(EnvError)
  })
})
