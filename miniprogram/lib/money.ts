/** An amount in 分 as one writes it: ¥12.50. */
export function money(cents: number): string {
  return `¥${(cents / 100).toFixed(2)}`
}
