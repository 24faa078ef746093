import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import { openAccount, type PointContract } from '#points/actions/open_account'
import OpenLot from '#points/actions/open_lot'
import { parsePoints } from '#points/rules/points'

/** Names the entry and its lot: an account has one opening. */
export const OPENING = 'opening'

export interface TakenOverContract extends PointContract {
  /** What was left there, decimal text. */
  points: string
  /** What one of them is worth; null for what the model says. */
  unitValue: string | null
  validFrom: CalendarDate
  /** Exclusive. */
  expiresOn: CalendarDate | null
}

/** Gives a points contract that comes from another system its account with what was left of its points there, once. */
export default class TakeOverPoints {
  async handle({ points, unitValue, validFrom, expiresOn, ...contract }: TakenOverContract, today: CalendarDate, trx: Trx): Promise<void> {
    const accountId = await openAccount(contract, trx)
    const left = parsePoints(points)
    if (left <= 0) return
    const grant = contract.modelId === null ? null : await trx.from('point_grants').where('contract_model_id', contract.modelId).first()
    const worth = unitValue ?? grant?.unit_value ?? null
    const lot = { key: OPENING, points: left, unitValue: worth, source: 'contract' as const, validFrom, expiresOn, priority: 0, isBonus: false, reason: contract.title }
    await new OpenLot().handle(accountId, lot, null, today, trx)
  }
}
