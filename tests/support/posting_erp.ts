import type { ErpConnector, ErpInvoice, InvoiceToPost } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpRefused from '#erp/errors/erp_refused'

export const STEPS = ['before_look', 'after_look', 'after_header', 'after_lines', 'after_validation'] as const
export type Step = (typeof STEPS)[number]

/**
 * An ERP in memory that posts in three steps: header, lines, validation. At each a test can
 * lose the answer, or stop the world as if the sending process had died.
 */
export default class PostingErp implements Partial<ErpConnector> {
  invoices: ErpInvoice[] = []
  /** References that were sent, in order. */
  sent: string[] = []
  hasUniqueReferences = false
  closedUntil: CalendarDate | null = null
  /** Cents that the ERP adds of its own accord. */
  adds = 0
  /** The answer of the next call is lost at this step. */
  losesAt: Step | null = null
  /** Nothing comes back from this step, ever, until `revive`. */
  diesAt: Step | null = null
  /** Resolves when the fatal step is reached. */
  reached: Promise<void> = Promise.resolve()
  /** Posts under way at once, and the most there ever were. */
  busy = 0
  busiest = 0
  private isReached = () => {}

  die(step: Step): void {
    this.diesAt = step
    this.reached = new Promise((resolve) => (this.isReached = resolve))
  }

  async findInvoices(reference: string): Promise<ErpInvoice[]> {
    await this.at('before_look')
    const found = this.held(reference).map((invoice) => ({ ...invoice }))
    await this.at('after_look')
    return found
  }

  async postInvoice(invoice: InvoiceToPost, draft?: ErpInvoice | null): Promise<ErpInvoice> {
    this.busiest = Math.max(this.busiest, ++this.busy)
    try {
      await new Promise((resolve) => setImmediate(resolve))
      return await this.post(invoice, draft ?? null)
    } finally {
      this.busy -= 1
    }
  }

  async firstOpenDay(notBefore: CalendarDate | null): Promise<CalendarDate | null> {
    return this.closedUntil && (notBefore ?? '') <= this.closedUntil ? ('2026-11-01' as CalendarDate) : notBefore
  }

  held(reference: string): ErpInvoice[] {
    return this.invoices.filter((one) => one.reference === reference)
  }

  linkTo(): string {
    return 'https://erp.example/record'
  }

  async close(): Promise<void> {}

  private async post(invoice: InvoiceToPost, draft: ErpInvoice | null): Promise<ErpInvoice> {
    this.sent.push(invoice.reference)
    const isTaken = this.held(invoice.reference).some(({ state }) => state === 'posted')
    if (this.hasUniqueReferences && isTaken) throw new ErpRefused('duplicate_reference', `${invoice.reference} is taken`)
    const day = invoice.issuedOn ?? ('2026-10-31' as CalendarDate)
    if (this.closedUntil && day <= this.closedUntil) throw new ErpRefused('period_closed', `The books are closed until ${this.closedUntil}`)

    const isWhole = draft !== null && draft.lineCount === invoice.lines.length
    if (draft && !isWhole) this.invoices = this.invoices.filter(({ id }) => id !== draft.id)
    const row = isWhole ? this.invoices.find(({ id }) => id === draft.id)! : await this.drafted(invoice)
    Object.assign(row, { state: 'posted', number: `N${row.id}`, issuedOn: day })
    await this.at('after_validation')
    return { ...row }
  }

  private async drafted(invoice: InvoiceToPost): Promise<ErpInvoice> {
    const { reference, customerId, currency } = invoice
    const amounts = { netCents: 0, taxCents: 0, totalCents: 0, openCents: 0, lineCount: 0 }
    const id = String(this.sent.length * 10 + this.invoices.length)
    const row: ErpInvoice = { id, number: null, reference, customerId, state: 'draft', issuedOn: null, currency, ...amounts, dueDates: [] }
    this.invoices.push(row)
    await this.at('after_header')
    const netCents = invoice.netCents + this.adds
    Object.assign(row, { netCents, totalCents: netCents, openCents: netCents, lineCount: invoice.lines.length })
    await this.at('after_lines')
    return row
  }

  private async at(step: Step): Promise<void> {
    if (this.losesAt === step) {
      this.losesAt = null
      throw new ErpOutcomeUnknown(`The answer was lost ${step}`)
    }
    if (this.diesAt !== step) return
    this.diesAt = null
    this.isReached()
    await new Promise(() => {})
  }
}
