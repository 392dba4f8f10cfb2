import { z } from 'zod'

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** 0 takes a free port. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The embedded database, uploads, keys. */
  DATA_DIR: z.string().min(1).default('.data'),
  /** A replica set of one's own; absent: the embedded database in DATA_DIR. */
  MONGODB_URI: z.url().optional(),
  MONGODB_CACHE_GB: z.coerce.number().min(0.25).max(1024).default(0.5),
  /** An OpenSearch cluster that holds the search index; absent: every instance has its own, in DATA_DIR. */
  SEARCH_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Unless they stand in SEARCH_URL. */
  SEARCH_USERNAME: z.string().optional(),
  SEARCH_PASSWORD: z.string().optional(),
  /** Signs sessions and passes; at least 32 characters. Required in production, else kept in DATA_DIR. */
  SESSION_SECRET: z.string().optional(),
  LIBRARY_TIME_ZONE: z.string().default('Asia/Shanghai'),
  /** Opens the demo accounts on an address other than loopback. */
  DEMO_OPEN: flag.default(false),
  WECHAT_APPID: z.string().optional(),
  WECHAT_SECRET: z.string().optional(),
  WECHAT_API_BASE: z.url().default('https://api.weixin.qq.com'),
  /** CAS server of the campus, without a trailing slash. */
  CAMPUS_CAS_URL: z.url().optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  CHANGES_PER_MINUTE: z.coerce.number().int().min(1).default(240),
})

export type Env = z.infer<typeof schema>

/** The only reader of the environment. Reports every problem at once. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const result = schema.safeParse(withoutEmpty(source))
  const problems = result.success
    ? problemsOf(result.data)
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  if (!result.success || problems.length > 0) throw new EnvError(problems)
  return result.data
}

export class EnvError extends Error {
  constructor(problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'EnvError'
  }
}

function problemsOf(env: Env): string[] {
  const problems: string[] = []
  if (env.NODE_ENV === 'production') {
    if (!env.SESSION_SECRET) problems.push('SESSION_SECRET: required in production')
    if (!env.MONGODB_URI) problems.push('MONGODB_URI: required in production')
  }
  if (env.SESSION_SECRET !== undefined && isWeak(env.SESSION_SECRET)) {
    problems.push('SESSION_SECRET: too weak; take at least 32 random characters, e.g. of `openssl rand -base64 48`')
  }
  if ((env.WECHAT_APPID === undefined) !== (env.WECHAT_SECRET === undefined)) {
    problems.push('WECHAT_APPID and WECHAT_SECRET: give both or none')
  }
  return [...problems, ...searchProblems(env)]
}

function searchProblems(env: Env): string[] {
  const { NODE_ENV, SEARCH_URL, SEARCH_USERNAME, SEARCH_PASSWORD } = env
  const problems: string[] = []
  if ((SEARCH_USERNAME === undefined) !== (SEARCH_PASSWORD === undefined)) {
    problems.push('SEARCH_USERNAME and SEARCH_PASSWORD: give both or none')
  }
  if (SEARCH_URL === undefined) {
    if (SEARCH_USERNAME !== undefined) problems.push('SEARCH_USERNAME: of no use without SEARCH_URL')
    return problems
  }
  const { protocol, hostname, username } = new URL(SEARCH_URL)
  const hasPassword = username !== '' || SEARCH_USERNAME !== undefined
  if (NODE_ENV === 'production' && hasPassword && protocol === 'http:' && !isLoopback(hostname)) {
    problems.push('SEARCH_URL: takes a password through the network, so it must be https')
  }
  return problems
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)
}

function isWeak(secret: string): boolean {
  return secret.length < 32 || new Set(secret).size < 10
}

function withoutEmpty(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
}
