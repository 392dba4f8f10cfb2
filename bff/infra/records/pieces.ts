import type { Problem } from '../../domain/import-problem'

/**
 * What a file of records falls into: records, and damage between them. Bytes that are in no piece are line ends, byte
 * order marks and the like, which mean nothing.
 */
export type Piece<T> = Intact<T> | Damage

interface Place {
  /** Of its first byte in the file. */
  readonly offset: number
  /** In bytes. */
  readonly length: number
}

interface Intact<T> extends Place {
  readonly record: T
}

export interface Damage extends Place {
  readonly problem: Problem
}

/** Cuts a stream of bytes of any chunks into pieces, in memory that does not grow with the stream. */
export interface Splitter<T> {
  push(chunk: Buffer): Piece<T>[]
  /** The stream is over: what is left. */
  end(): Piece<T>[]
}

export function isDamage(piece: Piece<unknown>): piece is Damage {
  return 'problem' in piece
}
