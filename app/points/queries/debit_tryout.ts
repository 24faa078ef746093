import type { CalendarDate } from '#shared/calendar/calendar_date'
import { debitRuleNames, debitRules, productNames } from '#points/queries/debit_rules'
import { named } from '#points/queries/ledger_entries'
import { accountFrom, accountState } from '#points/queries/point_account'
import { paidRequests } from '#points/queries/paid_requests'
import { withSettlement } from '#points/rules/settlement'
import { bookConsumption, usablePoints } from '#points/rules/consumption'
import { debitOf, type DebitRequest } from '#points/rules/debit'
import { debitAnswer } from '#points/rules/replay_answer'
import type { Row } from '#shared/records/record_type'

/** What a request would debit from an account and why, and what that would leave; nothing is written. */
export async function debitTryout(row: Row, asked: Omit<DebitRequest, 'on' | 'customer'>, today: CalendarDate) {
  const account = accountFrom(row)
  const rules = await debitRules([account.companyId], today)
  const paid = asked.request === null ? new Set<string>() : await paidRequests(account.id, [asked.request])
  const debit = debitOf(rules, { ...asked, customer: String(account.companyId), on: today }, asked.request !== null && paid.has(asked.request))
  const names = await debitRuleNames([...new Set(debit.parts.flatMap(({ considered }) => considered.map(({ rule }) => rule)))])

  const state = await accountState(account, [])
  const booking = withSettlement(state, today, (settled) => bookConsumption(settled, debit.points, today, 'tryout'))
  const products = await productNames(asked.lines.map(({ product }) => product))
  return { debit: named(debitAnswer(debit), names, products), points: debit.points, usable: usablePoints(state, today), booking }
}
