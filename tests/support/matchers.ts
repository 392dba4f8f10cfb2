/** Jest's matchers inside an expected value; theirs are typed `any`. */
export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern)
export const someText = (): unknown => expect.any(String)
export const objectLike = (part: object): unknown => expect.objectContaining(part)
