import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import type { AccountPolicy, AccountState, Debt, Shortage } from '#points/rules/account'
import type { HeldLot } from '#points/rules/lot'
import { parsePoints, type Points } from '#points/rules/points'
import type { RechargeOpening, RechargePolicy } from '#points/rules/recharge'

/** An account as bookings need it. */
export interface PointAccount {
  id: number
  number: string
  companyId: number
  /** Who pays for recharges and remainders. */
  billToId: number
  /** As what they are sold. */
  productId: number | null
  contractId: number | null
  currency: string
  isOpen: boolean
  policy: AccountPolicy
  recharge: (RechargePolicy & { price: string; opens: RechargeOpening; months: number | null }) | null
  remainderPrice: string | null
  balance: Points
  owed: Points
  lastEntry: number
  lastMove: number
  bookedUntil: CalendarDate | null
}

/** The account, locked until the transaction ends: bookings of one account wait for one another. */
export async function lockedAccount(id: number, trx: Trx): Promise<PointAccount> {
  return accountFrom(await trx.from('point_accounts').where('id', id).forUpdate().firstOrFail())
}

export function accountFrom(row: Record<string, any>): PointAccount {
  return {
    id: Number(row.id),
    number: row.number,
    companyId: Number(row.company_id),
    billToId: Number(row.bill_to_id ?? row.company_id),
    productId: row.product_id === null ? null : Number(row.product_id),
    contractId: row.service_contract_id === null ? null : Number(row.service_contract_id),
    currency: row.currency,
    isOpen: row.status === 'open',
    policy: { shortage: shortageOf(row), graceDays: Number(row.grace_days) },
    recharge: rechargeOf(row),
    remainderPrice: row.remainder_price,
    balance: parsePoints(row.balance),
    owed: Number(row.owed),
    lastEntry: Number(row.last_entry),
    lastMove: Number(row.last_move),
    bookedUntil: row.booked_until,
  }
}

/** What bookings of an account are decided by: lots with points left, those that are named, and what is owed. */
export async function accountState(account: PointAccount, named: readonly number[], trx?: Trx): Promise<AccountState> {
  const rows = await (trx ?? db)
    .from('point_lots')
    .where('point_account_id', account.id)
    .where((lots) => void lots.where('remaining', '>', 0).orWhereIn('id', [...named]))
  const debts = account.owed > 0 ? await debtsOf(account.id, trx) : []
  return { policy: account.policy, lots: rows.map(lotFrom), debts }
}

export function lotFrom(row: Record<string, any>): HeldLot {
  return {
    id: String(row.id),
    points: Number(row.points),
    remaining: Number(row.remaining),
    unitValue: row.unit_value,
    source: row.source,
    validFrom: row.valid_from,
    expiresOn: row.expires_on,
    priority: Number(row.priority),
    isBonus: Boolean(row.is_bonus),
    isWithdrawn: row.withdrawn_on !== null,
    nextId: row.next_lot_id ? String(row.next_lot_id) : null,
  }
}

/** What consumptions owe, the oldest first. */
async function debtsOf(accountId: number, trx?: Trx): Promise<Debt[]> {
  const rows = await (trx ?? db)
    .from('point_moves')
    .where('point_account_id', accountId)
    .where((moves) => void moves.where('from_place', 'overdraft').orWhere('to_place', 'overdraft'))
    .groupBy('about_no')
    .orderBy('about_no')
    .select('about_no')
    .select(db.raw(`sum(case when from_place = 'overdraft' then points else 0 - points end) as points`))
  return rows.map((row) => ({ about: String(row.about_no), points: Number(row.points) })).filter(({ points }) => points > 0)
}

function shortageOf(row: Record<string, any>): Shortage {
  if (row.shortage === 'overdraw') return { kind: 'overdraw', limit: parsePoints(row.overdraft_limit ?? '0') }
  return { kind: row.shortage === 'invoice_remainder' ? 'invoice_remainder' : 'block' }
}

function rechargeOf(row: Record<string, any>): PointAccount['recharge'] {
  if (row.recharge_below === null || row.recharge_points === null) return null
  return {
    below: parsePoints(row.recharge_below),
    points: parsePoints(row.recharge_points),
    price: row.recharge_price ?? '0',
    opens: row.recharge_opens ?? 'payment',
    months: row.recharge_months === null ? null : Number(row.recharge_months),
  }
}
