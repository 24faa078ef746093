import type { CalendarDate } from '#shared/calendar/calendar_date'
import { multiply } from '#shared/money/ratio'
import { decimalRatio, decimalText, parseDecimal, roundToDecimal } from '#shared/money/decimal'
import type { Trx } from '#shared/database/transaction'
import { openAccount, type PointContract } from '#points/actions/open_account'
import OpenLot from '#points/actions/open_lot'
import { earnedBy } from '#points/rules/tokens'

const PRICE_DECIMALS = 6

export interface GrantingContract extends PointContract {
  /** Each term of a contract brings its points once. */
  termNo?: number
  startsOn: CalendarDate
  /** Exclusive. */
  endsOn: CalendarDate | null
  lines: { id: number; quantity: string; unitPrice: string }[]
}

/**
 * Gives a points contract that comes into force, or gets its next term, its account and, for each of its lines, the points of its
 * model. A contract that tokens paid for has them already. Told twice, nothing changes; a term that was taken back and comes
 * about after all gets its points once more.
 */
export default class GrantPoints {
  async handle(contract: GrantingContract, today: CalendarDate, trx: Trx): Promise<void> {
    if (contract.modelId === null) return
    const given = await trx.from('token_crossings').select('id').where('service_contract_id', contract.id).first()
    const grant = await trx.from('point_grants').where('contract_model_id', contract.modelId).first()
    if (given || !grant) return

    const accountId = await openAccount(contract, trx)
    const term = (contract.termNo ?? 1) > 1 ? ` term ${contract.termNo}` : ''
    for (const { id, quantity, unitPrice } of contract.lines) {
      const points = earnedBy(quantity, grant.points)
      if (points <= 0) continue
      const unitValue = grant.unit_value ?? valueOf(unitPrice, grant.points)
      const key = await freshKey(accountId, `contract line ${id}${term}`, trx)
      const lot = { key, points, unitValue, source: 'contract' as const, validFrom: contract.startsOn, expiresOn: contract.endsOn, priority: 0, isBonus: false, reason: contract.title }
      await new OpenLot().handle(accountId, lot, null, today, trx)
    }
  }
}

/** The key of a grant; with a number once the one before was withdrawn. */
async function freshKey(accountId: number, key: string, trx: Trx): Promise<string> {
  for (let at = 1; ; at += 1) {
    const tried = at === 1 ? key : `${key} again ${at}`
    let lot = await trx.from('point_lots').where({ point_account_id: accountId, lot_key: `lot ${tried}` }).first()
    while (lot?.next_lot_id) lot = await trx.from('point_lots').where('id', lot.next_lot_id).first()
    if (!lot?.withdrawn_on) return tried
  }
}

/** What one point cost: the line's price divided by the points it brings. */
function valueOf(unitPrice: string, points: string): string {
  const { num, den } = decimalRatio(parseDecimal(points))
  const text = decimalText(roundToDecimal(multiply(decimalRatio(parseDecimal(unitPrice)), { num: den, den: num }), PRICE_DECIMALS))
  return text.replace(/\.?0+$/, '')
}
