import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpRefused from '#erp/errors/erp_refused'
import type TrytonClient from '#erp/connectors/tryton/tryton_client'
import { TRYTON_SOURCES } from '#erp/connectors/tryton/tryton_entities'
import TrytonInvoiceDraft from '#erp/connectors/tryton/tryton_invoice_draft'
import type TrytonReader from '#erp/connectors/tryton/tryton_reader'
import { calendarDay, toTrytonDate } from '#erp/connectors/tryton/tryton_values'

const [INVOICES] = TRYTON_SOURCES.invoice

/**
 * Posts invoices one after another: Tryton numbers them under one lock, so that several
 * posters at once are slower than one.
 */
export default class TrytonInvoices {
  private draft: TrytonInvoiceDraft
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private client: TrytonClient,
    private reader: TrytonReader,
    private today: () => Promise<string>
  ) {
    this.draft = new TrytonInvoiceDraft(client, reader)
  }

  find(reference: string): Promise<ErpInvoice[]> {
    return this.reader.where<'invoice'>(INVOICES, [
      ['reference', '=', reference],
      ['state', '!=', 'cancelled'],
    ])
  }

  post(invoice: InvoiceToPost, draft?: ErpInvoice | null): Promise<ErpInvoice> {
    const turn = this.last.then(() => this.postNow(invoice, draft))
    this.last = turn.catch(() => null)
    return turn
  }

  /** The first day of an open period that is not before the wanted one; null when it would lie ahead. */
  async firstOpenDay(notBefore: CalendarDate | null): Promise<CalendarDate | null> {
    const today = (await this.today()) as CalendarDate
    const wanted = notBefore ?? today
    const open = [
      ['state', '=', 'open'],
      ['type', '=', 'standard'],
      ['end_date', '>=', toTrytonDate(wanted)],
    ]
    const [period] = await this.reader.search('account.period', open, ['start_date'], [['start_date', 'ASC']], 1)
    const begins = period && calendarDay(period.start_date)
    if (!begins) return null
    const day = begins > wanted ? begins : wanted

    return day <= today ? day : null
  }

  private async postNow(invoice: InvoiceToPost, draft?: ErpInvoice | null): Promise<ErpInvoice> {
    const found = draft === undefined ? await this.find(invoice.reference) : draft ? [draft] : []
    if (found.length > 1)
      throw new ErpRefused('duplicate_reference', `Tryton holds ${found.length} invoices under ${invoice.reference}`)
    if (found[0] && found[0].state !== 'draft') return found[0]
    // Tryton would accept a later day and then refuse every earlier one.
    const today = await this.today()
    if (invoice.issuedOn && invoice.issuedOn > today)
      throw new ErpRefused('date_in_future', `The invoice is dated ${invoice.issuedOn}, which is later than today`)

    const id = found[0] ? await this.resume(found[0], invoice) : await this.draft.create(invoice)
    await this.validate(id)
    const [posted] = await this.reader.where<'invoice'>(INVOICES, [['id', '=', id]])
    if (!posted?.number) throw new ErpGibberish(`Tryton posted invoice ${id} without giving it a number`)

    return posted
  }

  /** A draft of an earlier call is the invoice when it says the same; only its day may be moved. */
  private async resume(draft: ErpInvoice, invoice: InvoiceToPost): Promise<number> {
    const isSame =
      draft.customerId === invoice.customerId &&
      draft.netCents === invoice.netCents &&
      draft.currency === invoice.currency
    if (!isSame)
      throw new ErpRefused(
        'draft_differs',
        `Tryton holds another draft under ${invoice.reference}: delete it there or correct it`
      )

    const id = Number(draft.id)
    if (draft.issuedOn !== invoice.issuedOn) {
      const day = invoice.issuedOn ? toTrytonDate(invoice.issuedOn) : null
      await this.client.write('model.account.invoice.write', [[id], { invoice_date: day }])
    }
    return id
  }

  private async validate(id: number): Promise<void> {
    try {
      await this.client.write('model.account.invoice.post', [[id]])
    } catch (error) {
      // What was refused shall not stay behind as a draft that looks like work in progress.
      if (error instanceof ErpRefused) await this.client.write('model.account.invoice.delete', [[id]]).catch(() => null)
      throw error
    }
  }
}
