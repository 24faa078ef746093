import { calendarDate, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { debitRules } from '#points/queries/debit_rules'
import { accountFrom, accountState, type PointAccount } from '#points/queries/point_account'
import { owed } from '#points/rules/account'
import { usablePoints } from '#points/rules/consumption'
import { debitOf } from '#points/rules/debit'
import { pointsText } from '#points/rules/points'
import type { PointsQuoter } from '#service_contracts/points_quotes'
import { productIdOf } from '#service_contracts/queries/product_names'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { PointsQuote } from '#service_contracts/rules/coverage/points_quote'

/**
 * What the accounts of points contracts would debit for a case, by the debit rules of the day of the request. The
 * balance is what can be spent today, whichever day is asked about: a reservation is booked today.
 */
export const quotedPoints: PointsQuoter = async (contractIds, request, client) => {
  const quotes = new Map<number, PointsQuote>()
  const rows = await client.from('point_accounts').whereIn('service_contract_id', contractIds).where('status', 'open').orderBy('id')
  const skill = await skillCodes(request.skill, client as Trx)
  for (const row of rows) {
    const account = accountFrom(row)
    const { timeZone } = request.contracts.find(({ id }) => id === String(account.contractId))!
    quotes.set(account.contractId!, await quoteOf(account, request, skill, todayIn(timeZone), client as Trx))
  }
  return quotes
}

async function quoteOf(account: PointAccount, request: CoverageCase, skill: string | null, today: CalendarDate, trx: Trx): Promise<PointsQuote> {
  const on = calendarDate(request.requestedAt.slice(0, 10))
  const lines = request.lines.flatMap(({ id, product, quantity }) => {
    const productId = productIdOf(product)
    return productId === null ? [] : [{ id, product: productId, quantity }]
  })
  const done = { request: null, on, item: request.items[0]?.id ?? null, customer: String(account.companyId), skill, lines }
  const [contractual, ...parts] = debitOf(await debitRules([account.companyId], on, trx), done, false).parts
  const state = await accountState(account, [], trx)
  const { shortage } = account.policy
  return {
    balance: pointsText(Math.max(0, usablePoints(state, latest(today, account.bookedUntil ?? today)))),
    contractual: pointsText(contractual.points),
    lines: parts.map(({ points }, index) => ({ line: lines[index].id, points: pointsText(points) })),
    whenShort: shortage.kind,
    overdraft: pointsText(shortage.kind === 'overdraw' ? Math.max(0, shortage.limit - owed(state)) : 0),
  }
}

/** The codes of a skill and its ancestors as debit rules name them: `ELEC/CTRL`. */
async function skillCodes(path: readonly string[], trx: Trx): Promise<string | null> {
  if (path.length === 0) return null
  const rows = await trx.from('skills').select('id', 'code').whereIn('id', path.map(Number).filter(Number.isSafeInteger))
  const codes = new Map(rows.map((row) => [String(row.id), row.code]))
  return path.map((id) => codes.get(id) ?? id).join('/')
}
