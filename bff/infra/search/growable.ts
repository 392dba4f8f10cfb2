type Column = Uint8Array | Uint16Array | Uint32Array | Float32Array

/** The same array, or a copy of at least `length`, grown by half so that appending stays linear. */
export function grown<T extends Column>(column: T, length: number): T {
  if (length <= column.length) return column
  const capacity = Math.max(length, Math.ceil(column.length * 1.5), 16)
  // The constructor of a typed array makes one of the same kind; its type says only `Function`.
  const larger = new (column.constructor as new (length: number) => T)(capacity)
  larger.set(column)
  return larger
}
