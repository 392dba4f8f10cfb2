/** The phone under the mini-program: what survives a restart, and what a test does to it from outside. */
export interface Device {
  readonly storage: Map<string, unknown>
  /** Off: every request fails as it does in a cellar. */
  isOnline: boolean
  theme: 'light' | 'dark'
  readonly language: string
  /** What the next scan sees; without one the reader closes the camera. */
  nextScan: string | undefined
  /** The picture that the reader picks next. */
  nextPicture: Buffer | undefined
  /** Answer to the next questions. */
  answersYes: boolean
  readonly toasts: string[]
  readonly questions: string[]
  /** Calls of wx by name, with what was given. */
  readonly calls: { readonly name: string; readonly options: Readonly<Record<string, unknown>> }[]
  /** Requests as they left, also those that failed. */
  readonly requests: {
    readonly method: string
    readonly path: string
    readonly header: Readonly<Record<string, string>>
  }[]
  /** Errors on the console and those that nobody caught. */
  readonly errors: string[]
  /** A code of wx.login is good for one person. */
  readonly loginCode: string
}

export function createDevice(loginCode: string): Device {
  return {
    storage: new Map(),
    isOnline: true,
    theme: 'light',
    language: 'zh_CN',
    nextScan: undefined,
    nextPicture: undefined,
    answersYes: true,
    toasts: [],
    questions: [],
    calls: [],
    requests: [],
    errors: [],
    loginCode,
  }
}
