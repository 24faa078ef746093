import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { billedCharges, type BilledCharge } from '#billing/queries/billed_ledger'
import type { ChargeSource, DueCharge, DuePage } from '#billing/charge_sources'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { decimalText } from '#shared/money/decimal'
import { POINT_DECIMALS, pointsText, type Points } from '#points/rules/points'
import { RULES_VERSION } from '#points/rules/rules_version'
import { costOf, openAmount } from '#points/rules/sale'

const PAGE = 250

/** Points to be charged: recharges that were proposed, and what consumptions left to be invoiced. */
export const saleCharges: ChargeSource = {
  type: 'point_sale',
  rulesVersion: RULES_VERSION,

  async count() {
    const row = await db.from('point_sales').count('* as total').first()
    return Number(row?.total ?? 0)
  },

  async *pages(until) {
    for (let last = 0; ; ) {
      const rows = await db
        .from('point_sales')
        .join('point_accounts', 'point_accounts.id', 'point_sales.point_account_id')
        .join('companies', 'companies.id', 'point_sales.company_id')
        .select('point_sales.*', 'point_accounts.number', 'companies.language')
        .where('point_sales.id', '>', last)
        .orderBy('point_sales.id')
        .limit(PAGE)
      if (rows.length === 0) return
      yield await duePage(rows, until)
      last = Number(rows.at(-1)!.id)
    }
  },
}

async function duePage(rows: Record<string, any>[], until: CalendarDate): Promise<DuePage> {
  const ids = rows.map(({ id }) => Number(id))
  const ledger = await billedCharges('point_sale', ids)
  const page: DuePage = { sourceIds: ids, charges: [], failures: [] }
  for (const sale of rows.filter((row) => row.due_on <= until)) {
    try {
      const charge = chargeOf(sale, ledger.get(Number(sale.id)) ?? [], until)
      if (charge) page.charges.push(charge)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      page.failures.push({ sourceId: Number(sale.id), code: 'price', message: error.message })
    }
  }
  return page
}

function chargeOf(sale: Record<string, any>, billed: readonly BilledCharge[], until: CalendarDate): DueCharge | null {
  const points: Points = Number(sale.points) - Number(sale.returned)
  const netCents = openAmount(costOf(points, sale.unit_price, sale.currency), billed.map((charge) => charge.netCents))
  if (netCents === 0) return null

  const i18n = i18nManager.locale(sale.language ?? i18nManager.config.defaultLocale)
  const isCredit = netCents < 0
  const named = { number: sale.number, points: pointsText(isCredit ? Number(sale.returned) : points) }
  return {
    sourceId: Number(sale.id),
    companyId: Number(sale.company_id),
    currency: sale.currency,
    kind: isCredit ? 'credit' : 'recurring',
    from: sale.due_on,
    to: addDays(sale.due_on, 1),
    dueOn: isCredit ? until : sale.due_on,
    netCents,
    quantity: decimalText({ unscaled: BigInt(isCredit ? -Number(sale.returned) : points), scale: POINT_DECIMALS }),
    unitPrice: sale.unit_price,
    description: i18n.t(`points.sale.${isCredit ? 'returned' : sale.kind}`, named),
    productId: sale.product_id === null ? null : Number(sale.product_id),
    taxCode: null,
    groupKey: `points:${sale.point_account_id}`,
    revision: billed.filter(({ kind }) => kind === 'credit').length,
    correctsChargeId: isCredit ? (billed.find(({ kind }) => kind === 'recurring')?.id ?? null) : null,
    explanation: { sale: { kind: sale.kind, account: sale.number, points: pointsText(Number(sale.points)), returned: pointsText(Number(sale.returned)), unitPrice: sale.unit_price } },
    previousCents: 0,
    isWholePeriod: false,
  }
}
