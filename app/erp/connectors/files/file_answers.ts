import type { ErpStockMove } from '#contracts/erp'
import type { Target } from '#erp/connectors/configured/record_targets'
import type { Reader, Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import MappedRecords from '#erp/connectors/configured/mapped_records'
import type { FieldRules } from '#erp/connectors/configured/record_mapper'
import { FileFault, type CsvRow } from '#erp/connectors/files/csv_rows'
import type FileIntake from '#erp/connectors/files/file_intake'
import type { FileSource } from '#erp/connectors/files/file_intake'
import type FilePostings from '#erp/connectors/files/file_postings'
import type { DocumentAnswer, FilePosting } from '#erp/connectors/files/file_postings'
import type { AnswersMapping } from '#erp/connectors/files/files_mapping'
import ErpGibberish from '#erp/errors/erp_gibberish'

/** What an answer that says nothing of a field leaves as it was sent. */
const INVOICE_AS_SENT: FieldRules = {
  reference: '@sent.reference',
  customerId: '@sent.customerId',
  state: { constant: 'posted' },
  issuedOn: '@sent.issuedOn',
  currency: '@sent.currency',
  netCents: '@sent.netCents',
  lineCount: '@sent.lineCount',
}

const ORDER_AS_SENT: FieldRules = {
  reference: '@sent.reference',
  customerId: '@sent.customerId',
  orderedOn: '@sent.orderedOn',
  state: { constant: 'confirmed' },
  currency: '@sent.currency',
  lines: {
    rows: '@sent.lines',
    fields: { id: '@position', position: '@position', productId: 'productId', description: 'description', quantity: 'quantity', unitPrice: 'unitPrice', isCancelled: { constant: false } },
  },
}

const MOVE_AS_SENT: Record<keyof Omit<ErpStockMove, 'id' | 'number'>, FieldRules[string]> = {
  reference: '@sent.reference',
  kind: '@sent.kind',
  state: { constant: 'done' },
  movedOn: '@sent.movedOn',
  siteId: '@sent.siteId',
  productId: '@sent.productId',
  quantity: '@sent.quantity',
  serial: '@sent.serial',
}

/** The rules of a document as an answer tells it, with what was sent where the answer is silent. */
export const ANSWER_RULES: Record<'invoice' | 'order' | 'stock', (answers: AnswersMapping) => FieldRules> = {
  invoice: ({ fields }) => ({ ...INVOICE_AS_SENT, openCents: fields.totalCents, number: fields.id, ...fields }),
  order: ({ fields }) => ({ ...ORDER_AS_SENT, number: fields.id, ...fields }),
  stock: ({ fields }) => ({ ...MOVE_AS_SENT, number: fields.id, ...fields }),
}

/** Reads the files in which the ERP says what became of our documents of one kind. */
export default class FileAnswers<Sent, Held> {
  private readonly mapped: MappedRecords<Held & object>
  private readonly read: Record<'reference' | 'refused' | 'code' | 'sentence', Reader | null>
  private readonly source: FileSource

  constructor(
    private mapping: AnswersMapping,
    kind: keyof typeof ANSWER_RULES,
    target: Target,
    private sentScope: (sent: Sent) => Scope,
    private postings: FilePostings,
    private intake: FileIntake
  ) {
    const { id, ...rules } = ANSWER_RULES[kind](mapping)
    this.mapped = new MappedRecords(target, id, rules)
    const reader = (rule: AnswersMapping['code']) => (rule === undefined ? null : compileRule(rule))
    this.read = { reference: reader(mapping.reference), refused: reader(mapping.refused), code: reader(mapping.code), sentence: reader(mapping.sentence) }
    this.source = { entity: kind === 'invoice' ? 'answer' : `${kind}_answer`, part: '', files: mapping.files, content: 'changes', format: mapping.format, keep: (rows, _, trx) => this.keep(rows, trx) }
  }

  takeIn(): Promise<void> {
    return this.intake.takeIn(this.source)
  }

  /** The documents that the ERP says it made of one we sent. */
  async documents({ sent, answers }: FilePosting, scope: Scope): Promise<Held[]> {
    const rows = answers.filter(({ refusal }) => !refusal).map((answer) => ({ ...answer.rows[0], rows: answer.rows }))
    const { records, unreadable } = await this.mapped.page(rows, { ...scope, sent: this.sentScope(sent as Sent) })
    if (unreadable.length > 0) throw new ErpGibberish(`The ERP's answer to ${(sent as { reference: string }).reference} cannot be understood: ${unreadable[0].reason}`)

    return records
  }

  private async keep(rows: AsyncIterable<{ line: number; row: CsvRow }>, trx: Parameters<FilePostings['answered']>[2]): Promise<Record<string, number>> {
    const groups = new Map<string, CsvRow[]>()
    for await (const { line, row } of rows) {
      const reference = String(this.read.reference!(row, {}) ?? '').trim()
      if (reference === '') throw new FileFault(`line ${line}: there is no reference; the columns are ${Object.keys(row).join(', ')}`)
      groups.set(reference, [...(groups.get(reference) ?? []), row])
    }
    const counts = { answers: 0, 'not ours': 0 }
    for (const [reference, group] of groups) {
      const isOurs = await this.postings.answered(reference, { rows: group, refusal: this.refusalIn(group[0]) }, trx)
      counts[isOurs ? 'answers' : 'not ours'] += 1
    }
    return counts
  }

  private refusalIn(row: CsvRow): DocumentAnswer['refusal'] {
    const { refused, code, sentence } = this.read
    if (!refused || refused(row, {}) !== true) return null
    const given = String(code?.(row, {}) ?? '')
    const words = String(sentence?.(row, {}) ?? '')

    return { code: this.mapping.codes?.[given] ?? 'other', sentence: words || `The ERP refuses it${given ? ` with code ${given}` : ''}` }
  }
}
