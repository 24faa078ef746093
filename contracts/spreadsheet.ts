import type { Readable, Writable } from 'node:stream'

export type Cell = string | number | boolean | Date | null

/** A table of rows that leaves or enters the house as a file. */
export interface SpreadsheetFormat {
  contentType: string
  extension: string
  /** Writes rows as they come; memory holds a few of them. */
  write(rows: AsyncIterable<Cell[]>, to: Writable): Promise<void>
  /**
   * Reads rows as text.
   *
   * @throws {UnreadableFile} when the file is not of this format
   */
  read(from: Readable): AsyncIterable<string[]>
}
