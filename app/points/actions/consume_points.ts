import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import { PointBook, type Entered } from '#points/actions/point_book'
import AccountImpossible from '#points/errors/account_impossible'
import PointsRefused from '#points/errors/points_refused'
import { Gathering } from '#points/gathering'
import { debitRules } from '#points/queries/debit_rules'
import { paidRequests } from '#points/queries/paid_requests'
import { bookConsumption } from '#points/rules/consumption'
import { debitOf, type DebitRequest } from '#points/rules/debit'
import type { DebitRule } from '#points/rules/debit_rule'
import { debitAnswer } from '#points/rules/replay_answer'
import type { Points } from '#points/rules/points'

const MOST_AT_ONCE = 100

export interface AskedConsumption {
  /** Asking twice under one key consumes once. */
  key: string
  request: string | null
  /** A number of points, or what was done, for the debit rules to price. */
  asks: { points: Points } | Omit<DebitRequest, 'on' | 'request'>
  reason?: string
}

interface Ask {
  asked: AskedConsumption
  by: Pick<Actor, 'id' | 'name'> | null
  today: CalendarDate
}

type Answer = Entered | { failure: unknown }

const together = new Gathering<Ask, Answer>((accountId, asks) => within(undefined, (trx) => consume(accountId, asks, trx)), MOST_AT_ONCE)

/**
 * Uses points up: first by the debit rules, if what was done is told instead of a number, then out of the lots.
 * What is asked of one account at the same time is booked in one transaction, unless the caller has one.
 */
export default class ConsumePoints {
  /** @throws {PointsRefused} when there are too few, or the key stands for something else */
  async handle(accountId: number, asked: AskedConsumption, by: Pick<Actor, 'id' | 'name'> | null, today: CalendarDate, trx?: Trx): Promise<Entered> {
    const ask = { asked, by, today }
    const answer = trx ? (await consume(accountId, [ask], trx))[0] : await together.add(accountId, ask)
    if ('failure' in answer) throw answer.failure
    if (answer.refusal) throw new PointsRefused(answer.refusal)
    return answer
  }
}

async function consume(accountId: number, asks: Ask[], trx: Trx): Promise<Answer[]> {
  const today = asks.map((ask) => ask.today).reduce((one, other) => (one > other ? one : other))
  const keys = asks.map(({ asked }) => asked.key)
  const book = await PointBook.open(accountId, today, keys, [], trx)
  if (!book.account.isOpen) throw new AccountImpossible(undefined, 'closed')
  const priced = asks.filter(({ asked }) => !('points' in asked.asks))
  const requests = priced.map(({ asked }) => asked.request).filter((request) => request !== null)
  const rules = priced.length === 0 ? [] : await debitRules([book.account.companyId], book.day, trx)
  const paid = await paidRequests(accountId, requests, trx)

  const answers = asks.map(({ asked, by }): Answer => {
    try {
      return enter(book, asked, by, rules, paid)
    } catch (failure) {
      return { failure }
    }
  })
  await book.close(trx)
  return answers
}

function enter(book: PointBook, asked: AskedConsumption, by: Ask['by'], rules: DebitRule[], paid: Set<string>): Entered {
  const { key, request, asks, reason } = asked
  const wanted = { key, kind: 'consume' as const, content: { request, ...asks }, request, reason, by }
  if ('points' in asks) return book.enter(wanted, (state, no) => bookConsumption(state, asks.points, book.day, String(no)))

  const hasPaid = request !== null && paid.has(request)
  const customer = asks.customer ?? String(book.account.companyId)
  const debit = debitOf(rules, { ...asks, customer, request, on: book.day }, hasPaid)
  const paysContractual = debit.parts.some(({ type, rule, alreadyPaid }) => type === 'contractual' && rule !== null && !alreadyPaid)
  const explanation = { on: book.day, hasPaid, rules, debit: debitAnswer(debit) }
  const entered = book.enter({ ...wanted, paysContractual, explanation }, (state, no) => bookConsumption(state, debit.points, book.day, String(no)))
  if (entered.outcome === 'booked' && paysContractual && request !== null) paid.add(request)
  return entered
}
