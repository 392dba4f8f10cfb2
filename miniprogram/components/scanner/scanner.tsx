/** WeChat has a scanner of its own; the browser's is in scanner.h5.tsx. */
export function Scanner() {
  return null
}
