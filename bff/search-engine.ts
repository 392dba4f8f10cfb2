import type { Env } from './env'
import type { SearchEngine } from './infra/search/engine'
import { createInProcessEngine } from './infra/search/in-process-engine'
import { connectCluster } from './infra/search/open-search/cluster'
import { createOpenSearchEngine } from './infra/search/open-search/open-search-engine'

/** Embedded, unless a cluster is named. */
export function createSearchEngine(env: Env): SearchEngine {
  if (env.SEARCH_URL === undefined) {
    // instances that share DATA_DIR have ports of their own
    return createInProcessEngine({ directory: `${env.DATA_DIR}/search/${env.PORT}` })
  }
  const cluster = connectCluster({
    url: env.SEARCH_URL,
    username: env.SEARCH_USERNAME,
    password: env.SEARCH_PASSWORD,
  })
  return createOpenSearchEngine({ cluster })
}
