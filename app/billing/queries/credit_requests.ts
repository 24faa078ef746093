import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { moneyText } from '#shared/money/money'
import type { ChargeSource, DueCharge, DuePage } from '#billing/charge_sources'
import { takenOf } from '#billing/queries/creditable_lines'
import { groupKey } from '#billing/rules/group_key'

const PAGE = 250

/** Credits that people asked for, one credit note for each invoice. */
export const creditRequests: ChargeSource = {
  type: 'credit_request',
  rulesVersion: '1.0.0',

  async count() {
    const row = await db.from('credit_requests').whereNot('state', 'billed').count('* as total').first()
    return Number(row?.total ?? 0)
  },

  async *pages(until) {
    for (let last = 0; ; ) {
      const rows = await db
        .from('credit_requests')
        .join('charges', 'charges.id', 'credit_requests.charge_id')
        .join('invoices', 'invoices.id', 'credit_requests.invoice_id')
        .join('companies', 'companies.id', 'charges.company_id')
        .select('credit_requests.*', 'charges.company_id', 'charges.net_cents as billed_cents', 'charges.unit_price', 'charges.product_id')
        .select('charges.tax_code', 'charges.period_from', 'charges.period_to', 'charges.payment_term_id', 'charges.erp_site_id', 'charges.payer_id')
        .select('invoices.reference', 'invoices.erp_number', 'companies.language', 'charges.quantity as billed_quantity')
        .whereNot('credit_requests.state', 'billed')
        .where('credit_requests.id', '>', last)
        .orderBy('credit_requests.id')
        .limit(PAGE)
      if (rows.length === 0) return
      yield await duePage(rows, until)
      last = Number(rows.at(-1)!.id)
    }
  },
}

async function duePage(rows: Record<string, any>[], until: CalendarDate): Promise<DuePage> {
  const page: DuePage = { sourceIds: rows.map(({ id }) => Number(id)), charges: [], failures: [] }
  const taken = await takenOf(rows.map((row) => Number(row.charge_id)))
  for (const row of rows.filter(({ state, asked_on: on }) => state === 'open' && on <= until)) {
    const beyond = (taken.get(Number(row.charge_id)) ?? 0) - Number(row.billed_cents)
    if (beyond <= 0) page.charges.push(chargeOf(row))
    else page.failures.push({ sourceId: Number(row.id), code: 'credited_there', message: `Credit ${row.id} is more than what is left of its line; withdraw it and credit the rest` })
  }
  return page
}

function chargeOf(row: Record<string, any>): DueCharge {
  const i18n = i18nManager.locale(row.language ?? i18nManager.config.defaultLocale)
  const [term, site, payer] = [row.payment_term_id, row.erp_site_id, row.payer_id].map((id) => (id ? Number(id) : null))
  const cents = Number(row.net_cents)
  return {
    sourceId: Number(row.id),
    companyId: Number(row.company_id),
    currency: row.currency,
    kind: 'credit',
    from: row.period_from,
    to: row.period_to,
    dueOn: row.asked_on,
    netCents: -cents,
    ...piecesOf(row, cents),
    description: i18n.t('billing.credit_request.line', { description: row.description, reason: row.reason }),
    productId: row.product_id === null ? null : Number(row.product_id),
    taxCode: row.tax_code,
    paymentTermId: term,
    siteId: site,
    payerId: payer,
    groupKey: groupKey(`credit:${row.invoice_id}`, term, site, payer),
    revision: Number(row.version),
    correctsChargeId: Number(row.charge_id),
    explanation: {
      credit: { id: Number(row.id), invoiceId: Number(row.invoice_id), invoice: row.erp_number ?? row.reference, reason: row.reason, by: row.requested_by, billedCents: Number(row.billed_cents) },
    },
    previousCents: null,
    isWholePeriod: false,
  }
}

/** So many pieces at their price, all of them where all is given back, else one piece of the amount. */
function piecesOf(row: Record<string, any>, cents: number): { quantity: string; unitPrice: string } {
  const quantity = cents === Number(row.billed_cents) ? row.billed_quantity : row.quantity
  return quantity ? { quantity: `-${quantity}`, unitPrice: row.unit_price } : { quantity: '-1', unitPrice: moneyText(cents, row.currency) }
}
