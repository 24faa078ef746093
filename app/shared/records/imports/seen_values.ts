import { matchText } from '#shared/records/imports/queries/matching_records'
import type { ReadRow } from '#shared/records/imports/row_reader'
import type { RecordType } from '#shared/records/record_type'

/** Remembers in which line of a file a value stood that may stand there only once. */
export class SeenValues {
  protected lines = new Map<string, number>()
  protected unique: string[]

  constructor(type: RecordType) {
    this.unique = type.fields.filter((field) => field.unique).map((field) => field.name)
  }

  /** The earlier line that holds the same key or the same unique value. */
  twinOf(row: ReadRow): { text: string; line: number } | null {
    for (const [text, name] of this.valuesOf(row)) {
      const line = this.lines.get(name)
      if (line !== undefined) return { text, line }
    }
    return null
  }

  add(row: ReadRow) {
    for (const [, name] of this.valuesOf(row)) this.lines.set(name, row.line)
  }

  protected valuesOf(row: ReadRow): [string, string][] {
    const named: [string, unknown][] = [['key', row.key], ...this.unique.map((name): [string, unknown] => [name, row.values[name]])]
    return named.filter(([, value]) => value !== null && value !== undefined).map(([name, value]) => [String(value), `${name}:${matchText(value)}`])
  }
}
