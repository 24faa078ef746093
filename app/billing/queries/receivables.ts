import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type { Cell } from '#contracts/spreadsheet'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { moneyText } from '#shared/money/money'
import { erpFreshness } from '#billing/queries/erp_freshness'
import { openDueDates, type DueDateFilter } from '#billing/queries/open_due_dates'
import { agedAmounts, bucketOf, BUCKETS, type AgedAmount } from '#billing/rules/aging'

const PAGE = 50

/** What is owed on a day, by customer and currency, with the sums of everything. */
export async function receivables(filter: DueDateFilter, page: number) {
  const aged = agedAmounts(await openDueDates(filter), filter.on)
  return {
    rows: aged.slice((page - 1) * PAGE, page * PAGE),
    count: aged.length,
    hasMore: aged.length > page * PAGE,
    totals: totalsOf(aged),
    buckets: BUCKETS,
    asOf: await erpFreshness(),
    ...(await choices()),
  }
}

/** What one company owed on a day, due date by due date. */
export async function companyReceivables(companyId: number, on: CalendarDate, today: CalendarDate) {
  const company = await db.from('companies').where('id', companyId).firstOrFail()
  const rows = await openDueDates({ on, today, companyId })
  const aged = agedAmounts(rows, on)
  return { company, aged, buckets: BUCKETS, rows: rows.map((row) => ({ ...row, bucket: bucketOf(row.dueOn, on) })), asOf: await erpFreshness() }
}

/** The whole list as a table. */
export async function* receivablesSheet(filter: DueDateFilter, i18n: I18n): AsyncGenerator<Cell[]> {
  const bucketNames = BUCKETS.map((bucket) => i18n.t(`receivables.buckets.${bucket}`))
  yield [i18n.t('receivables.customer'), i18n.t('receivables.currency'), ...bucketNames, i18n.t('receivables.late'), i18n.t('receivables.total')]
  for (const { company, currency, buckets, lateCents, totalCents } of agedAmounts(await openDueDates(filter), filter.on)) {
    const amount = (cents: number) => Number(moneyText(cents, currency))
    yield [company, currency, ...BUCKETS.map((bucket) => amount(buckets[bucket])), amount(lateCents), amount(totalCents)]
  }
}

function totalsOf(aged: AgedAmount[]) {
  const sums = new Map<string, AgedAmount>()
  for (const one of aged) {
    const sum = sums.get(one.currency)
    if (!sum) sums.set(one.currency, { ...one, buckets: { ...one.buckets } })
    else {
      for (const bucket of BUCKETS) sum.buckets[bucket] += one.buckets[bucket]
      sum.lateCents += one.lateCents
      sum.totalCents += one.totalCents
    }
  }
  return [...sums.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1))
}

async function choices() {
  const sites = await db.from('erp_sites').where('is_invoicing', true).whereNull('gone_at').select('id', 'name').orderBy('name').limit(200)
  const companies = await db.from('erp_companies').whereNull('gone_at').select('id', 'name').orderBy('name').limit(200)
  const options = (rows: { id: number; name: string }[]) => rows.map(({ id, name }) => ({ value: Number(id), label: name }))

  return { siteOptions: options(sites), companyOptions: options(companies) }
}
