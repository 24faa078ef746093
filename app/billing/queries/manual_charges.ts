import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { addDays, calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import type { ChargeSource, DueCharge, DuePage } from '#billing/charge_sources'
import { originOf } from '#billing/rules/charge_origin'
import { fitting, groupKey } from '#billing/rules/group_key'

const PAGE = 250

/** Charges that people entered or imported, until they are billed. */
export const manualCharges: ChargeSource = {
  type: 'manual_charge',
  rulesVersion: '1.0.0',

  async count() {
    const row = await db.from('manual_charges').whereNot('state', 'billed').count('* as total').first()
    return Number(row?.total ?? 0)
  },

  async *pages(until) {
    for (let last = 0; ; ) {
      const rows = await db
        .from('manual_charges')
        .join('companies', 'companies.id', 'manual_charges.bill_to_id')
        .leftJoin('tax_codes', 'tax_codes.id', 'manual_charges.tax_code_id')
        .leftJoin('service_contracts', 'service_contracts.id', 'manual_charges.service_contract_id')
        .select('manual_charges.*', 'companies.language', 'tax_codes.code as tax_code', 'service_contracts.number as contract')
        .select('service_contracts.payment_term_id', 'service_contracts.erp_site_id', 'service_contracts.payer_id')
        .whereNot('manual_charges.state', 'billed')
        .where('manual_charges.id', '>', last)
        .orderBy('manual_charges.id')
        .limit(PAGE)
      if (rows.length === 0) return
      yield duePage(rows, until)
      last = Number(rows.at(-1)!.id)
    }
  },
}

/** Names withdrawn charges too, so that a run that still proposes one lets it go. */
function duePage(rows: Record<string, any>[], until: CalendarDate): DuePage {
  const due = rows.filter((row) => row.state === 'open' && row.due_on <= until)
  return { sourceIds: rows.map(({ id }) => Number(id)), charges: due.map(chargeOf), failures: [] }
}

function chargeOf(row: Record<string, any>): DueCharge {
  const origin = originOf(row)
  const [term, site] = [row.payment_term_id, row.erp_site_id].map((id) => (id ? Number(id) : null))
  const payer = row.payer_id && Number(row.payer_id) !== Number(row.bill_to_id) ? Number(row.payer_id) : null
  return {
    sourceId: Number(row.id),
    companyId: Number(row.bill_to_id),
    currency: row.currency,
    kind: 'recurring',
    from: calendarDate(row.period_from ?? row.due_on),
    to: calendarDate(row.period_to ?? addDays(row.due_on, 1)),
    dueOn: row.due_on,
    netCents: Number(row.net_cents),
    quantity: row.quantity,
    unitPrice: row.unit_price,
    description: describe(row),
    productId: row.product_id === null ? null : Number(row.product_id),
    taxCode: row.tax_code,
    paymentTermId: term,
    siteId: site,
    payerId: payer,
    groupKey: groupKey(keyOf(row), term, site, payer),
    // a changed charge is another one, and no run bills what stood there before
    revision: Number(row.version),
    correctsChargeId: null,
    explanation: {
      manual: { id: Number(row.id), version: Number(row.version), quantity: row.quantity, unitPrice: row.unit_price, contract: row.contract, order: row.purchase_order, key: row.source_key },
      ...(origin ? { origin } : {}),
    },
    previousCents: 0,
    isWholePeriod: false,
  }
}

function describe(row: Record<string, any>): string {
  if (!row.purchase_order) return row.description
  const i18n = i18nManager.locale(row.language ?? i18nManager.config.defaultLocale)
  return `${row.description} · ${i18n.t('billing.manual_charge.order_named', { number: row.purchase_order })}`
}

function keyOf({ grouping, id, service_contract_id: contractId, purchase_order: order }: Record<string, any>): string {
  switch (grouping) {
    case 'contract':
      return `contract:${contractId}`
    case 'order':
      return fitting(`po:${order}`)
    case 'own':
      return `manual:${id}`
    default:
      return 'customer'
  }
}
