/** An amount in 分 as one writes it: ¥12.50. */
export function money(cents: number): string {
  return `¥${(cents / 100).toFixed(2)}`
}

/** What was typed, in 分; null when it is no amount. */
export function centsOf(typed: string): number | null {
  const text = typed.trim()
  return /^\d{1,6}([.]\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : null
}
