import type { I18n } from '@adonisjs/i18n'
import { SentencesOfValidation } from '#shared/presentation/sentences_of_validation'
import type { Trx } from '#shared/database/transaction'
import { withInitialValues } from '#shared/records/initial_values'
import { wordsOf } from '#shared/records/imports/import_language'
import { readCell } from '#shared/records/imports/rules/cell_reading'
import type { ImportMapping } from '#shared/records/imports/rules/import_mapping'
import type { ReferenceFinder } from '#shared/records/imports/queries/reference_finder'
import { fieldKey, fieldOf, type Field, type RecordType, type Values } from '#shared/records/record_type'
import { validatorOf } from '#shared/records/validator'

export interface StoredRow {
  id: number
  line: number
  cells: string[]
}

export interface ReadRow {
  line: number
  values: Values
  /** What stands in the column of the match key. */
  key: string | number | null
  problems: string[]
}

/** Turns the cells of rows into values of fields, with a sentence for every cell that says nothing usable. */
export class RowReader {
  protected columns: { index: number; field: Field; words: Map<string, unknown> }[]
  protected sentences: SentencesOfValidation

  constructor(
    protected type: RecordType,
    protected mapping: ImportMapping,
    protected references: ReferenceFinder,
    protected i18n: I18n
  ) {
    this.sentences = new SentencesOfValidation(i18n, type.domain)
    this.columns = mapping.columns.flatMap((name, index) => {
      const field = name ? fieldOf(type, name) : undefined
      return field && field.written !== 'house' ? [{ index, field, words: wordsOf(type, field) }] : []
    })
  }

  async read(rows: readonly StoredRow[], trx: Trx): Promise<ReadRow[]> {
    for (const { index, field } of this.columns.filter(({ field: { kind } }) => kind === 'reference')) {
      await this.references.learn(field, rows.map(({ cells }) => (cells[index] ?? '').trim()).filter(Boolean), trx)
    }
    return rows.map((row) => this.readRow(row))
  }

  /**
   * The values as the record's validator leaves them, or what it says against them.
   *
   * @param isNew a new record needs every required field, a known one only those of the file
   */
  async validate(values: Values, isNew: boolean): Promise<{ values: Values; problems: string[] }> {
    try {
      const complete = isNew ? withInitialValues(this.type, values) : values
      return { values: await validatorOf(this.type, !isNew).validate(complete, { messagesProvider: this.sentences }), problems: [] }
    } catch (error) {
      const { messages } = error as { messages?: { message: string }[] }
      if (!messages) throw error
      return { values, problems: messages.map(({ message }) => message) }
    }
  }

  protected readRow({ line, cells }: StoredRow): ReadRow {
    const read: ReadRow = { line, values: {}, key: this.keyOf(cells), problems: [] }
    for (const { index, field, words } of this.columns) {
      const reading = readCell(cells[index] ?? '', field, this.mapping, words)
      if ('problem' in reading) {
        read.problems.push(this.sentence(field, reading.problem.key, reading.problem.values))
      } else if (reading.value !== null && field.kind === 'reference') {
        this.readReference(read, field, String(reading.value))
      } else if (reading.value !== null || this.mapping.clearsEmpty) {
        read.values[field.name] = reading.value
      }
    }
    return read
  }

  protected readReference(read: ReadRow, field: Field, text: string) {
    const found = this.references.find(field, text)
    if ('id' in found) read.values[field.name] = found.id
    else read.problems.push(this.sentence(field, `imports.problems.reference_${found.problem}`, { text: text.slice(0, 60) }))
  }

  protected keyOf(cells: string[]): string | number | null {
    const { key, columns } = this.mapping
    const cell = key ? (cells[columns.indexOf(key)] ?? '').trim() : ''
    if (cell === '') return null
    if (key !== 'id' && fieldOf(this.type, key!)?.kind !== 'whole') return cell
    return /^#?\d{1,15}$/.test(cell) ? Number(cell.replace('#', '')) : -1
  }

  protected sentence(field: Field, key: string, values: Record<string, string | number>): string {
    return `${this.i18n.t(fieldKey(this.type, field.name))}: ${this.i18n.t(key, values)}`
  }
}
