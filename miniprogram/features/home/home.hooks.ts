import { useQuery } from '@tanstack/react-query'
import type { ResponseOf } from '../../lib/call'
import { call } from '../../lib/call'
import { keepOffline } from '../../lib/query-client'
import { useMe } from '../../lib/session'
import { setLibraryOffset } from '../../lib/time'

export type Home = ResponseOf<'GET /home'>

/** Everything the home screen shows, in one call; opens with no network as it was last. */
export function useHome() {
  const me = useMe()
  return useQuery({
    queryKey: ['home', me?.account],
    queryFn: async () => {
      const home = await call('GET /home')
      setLibraryOffset(home.library.utcOffsetMinutes)
      return home
    },
    meta: keepOffline,
    // what was kept on the phone is shown at once, and asked anew however young it is: a book may be ready since
    staleTime: 0,
  })
}
