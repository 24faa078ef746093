import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'
import { isCalendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import type ConfiguredEntity from '#erp/connectors/configured/configured_entity'
import type ErpClient from '#erp/connectors/configured/erp_client'
import { compilePath, asList, type Reader, type Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import { linesToPost } from '#erp/connectors/configured/lines_to_post'
import type { InvoicesMapping } from '#erp/connectors/configured/mapping'
import PostingSteps, { type Step } from '#erp/connectors/configured/posting_steps'
import type { CompiledOperation } from '#erp/connectors/configured/transport'
import { differencesOf } from '#erp/rules/posted_invoice'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpRefused from '#erp/errors/erp_refused'

/** Finds invoices by our reference and posts them in the steps of a mapping. */
export default class ConfiguredInvoices {
  private readonly finding: { operation: CompiledOperation; rows: Reader; brief: Reader | null } | null
  private readonly opening: { operation: CompiledOperation; value: Reader } | null
  private readonly steps: PostingSteps

  constructor(
    private client: ErpClient,
    private entity: ConfiguredEntity<'invoice'> | undefined,
    private mapping: InvoicesMapping = {}
  ) {
    const { find, post } = mapping
    this.finding = find
      ? { operation: client.compile(find), rows: compilePath(find.rows), brief: find.brief === undefined ? null : compileRule(find.brief) }
      : null
    this.opening = mapping.openFrom ? { operation: client.compile(mapping.openFrom), value: compileRule(mapping.openFrom.value) } : null
    this.steps = new PostingSteps(client, post?.steps ?? [], post?.discard)
  }

  /** Only exact hits count: some ERPs search for a part of the text. */
  async find(reference: string, scope: Scope): Promise<ErpInvoice[]> {
    if (!this.finding || !this.entity) throw new ErpRefused('set_up_missing', 'The mapping does not say how an invoice is found by our reference')
    const { means, body } = await this.client.call(this.finding.operation, { ...scope, reference }, 'reads')
    if (means === 'nothing') return []
    const rows = await this.entity.whole(asList(this.finding.rows(body, scope)), scope, this.finding.brief)
    const { records, unreadable } = await this.entity.records(rows, scope)
    if (unreadable.length > 0) throw new ErpGibberish(`Invoice ${unreadable[0].id} cannot be understood: ${unreadable[0].reason}`)

    return records.filter((invoice) => invoice.reference === reference && invoice.state !== 'cancelled')
  }

  /** The first day, not before the given one, on which the books are open; null when it lies ahead or the mapping does not say. */
  async firstOpenDay(notBefore: CalendarDate | null, today: CalendarDate, scope: Scope): Promise<CalendarDate | null> {
    if (!this.opening) return null
    const { body } = await this.client.call(this.opening.operation, { ...scope, notBefore: notBefore ?? today }, 'reads')
    const from = this.opening.value(body, scope)
    const wanted = notBefore ?? today
    const day = isCalendarDate(from) && from > wanted ? from : wanted

    return day <= today ? day : null
  }

  /** `draft` is what was found under the reference just before, and left out when nobody looked. */
  async post(invoice: InvoiceToPost, scope: Scope, draft?: ErpInvoice | null): Promise<ErpInvoice> {
    const { post } = this.mapping
    if (!post || !this.entity) throw new ErpRefused('set_up_missing', 'The mapping does not say how an invoice is posted')
    const own = { ...scope, reference: invoice.reference, invoice: { ...invoice, isCredit: invoice.netCents < 0, lines: linesToPost(invoice, post) } }
    const found = draft === undefined && this.finding ? await this.find(invoice.reference, scope) : draft ? [draft] : []
    if (found.length > 1) throw new ErpRefused('duplicate_reference', `The ERP holds ${found.length} invoices under ${invoice.reference}`)
    const [known] = found
    if (known && known.state !== 'draft') return known
    if (known && differencesOf(invoice, known).length === 0) return this.run(this.steps.validating, own, { id: known.id }, true)
    if (known) await this.steps.clear(known.id, own)

    return this.run(this.steps.of(invoice.netCents < 0 ? 'credit_note' : 'invoice'), own, {}, false)
  }

  private async run(steps: Step[], scope: Scope & { invoice: { lines: unknown[] } }, taken: Scope, hasBegun: boolean): Promise<ErpInvoice> {
    try {
      await this.steps.run(steps, scope, scope.invoice.lines, taken, hasBegun)
    } catch (error) {
      if (error instanceof ErpRefused) return this.refused(error, scope, taken)
      throw error
    }
    return this.posted(scope, taken)
  }

  private async refused(refusal: ErpRefused, scope: Scope, taken: Scope): Promise<ErpInvoice> {
    if (refusal.code === 'duplicate_reference' && this.finding) {
      const [known, ...more] = await this.find(String(scope.reference), scope)
      if (known && known.state !== 'draft' && more.length === 0) return known
    }
    await this.steps.sweep(taken, scope)
    throw refusal
  }

  /** What was posted is read back; when that fails it is posted all the same. */
  private async posted(scope: Scope, taken: Scope): Promise<ErpInvoice> {
    try {
      const invoice = taken.id === undefined ? (await this.find(String(scope.reference), scope))[0] : await this.entity!.single(String(taken.id), scope)
      if (invoice) return invoice
    } catch (error) {
      throw new ErpOutcomeUnknown(`The invoice was sent and could not be read back: ${(error as Error).message}`)
    }
    throw new ErpOutcomeUnknown('The invoice was sent and is not there')
  }
}
