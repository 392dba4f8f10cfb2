// The package types nothing. Of it only the tables of the Library of Congress are used: by the final character of a set's
// escape sequence, from a code of one or three bytes to the code point and whether it combines with what follows.
declare module 'marc8/lib/marc8_mapping.js' {
  export const CODESETS: Readonly<
    Record<number, Readonly<Record<number, readonly [codePoint: number, combines: 0 | 1]>>>
  >
}
