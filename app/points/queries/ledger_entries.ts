import db from '@adonisjs/lucid/services/db'
import { debitRuleNames, productNames } from '#points/queries/debit_rules'
import type { Points } from '#points/rules/points'

type Row = Record<string, any>

export interface LedgerEntry {
  no: number
  kind: string
  on: string
  request: string | null
  reason: string | null
  change: Points
  invoiced: Points
  balance: Points
  by: string | null
  aboutNo: number | null
  isReversible: boolean
  moves: { kind: string; lot: { source: string; validFrom: string } | null; points: Points }[]
  /** Parts of a debit with the names of the rules, or null when points were told. */
  debit: { points: string; parts: Row[] } | null
  /** Why points of a contract were taken back, or stay. */
  withdrawal: Row | null
  /** Until when points last now, and until when they did. */
  extension: Row | null
}

/** Entries of an account, the newest first, each with its moves and what explains it. */
export async function ledgerEntries(accountId: number, { before, limit = 50, from, to }: { before?: number; limit?: number; from?: string; to?: string } = {}) {
  const query = db.from('point_entries').where('point_account_id', accountId).orderBy('no', 'desc').limit(limit + 1)
  if (before) query.where('no', '<', before)
  if (from) query.where('booked_on', '>=', from)
  if (to) query.where('booked_on', '<', to)
  const rows = await query
  const shown = rows.slice(0, limit)
  const numbers = shown.map(({ no }) => Number(no))

  const moves = await db
    .from('point_moves')
    .leftJoin('point_lots', 'point_lots.id', 'point_moves.point_lot_id')
    .where('point_moves.point_account_id', accountId)
    .whereIn('point_moves.entry_no', numbers)
    .orderBy('point_moves.no')
    .select('point_moves.*', 'point_lots.source', 'point_lots.valid_from')
  const returned = await db.from('point_entries').where({ point_account_id: accountId, kind: 'reverse' }).whereIn('about_no', numbers).groupBy('about_no').select('about_no').sum({ change: 'change', invoiced: 'invoiced' })
  const back = new Map(returned.map((row) => [Number(row.about_no), Number(row.change) - Number(row.invoiced)]))
  const explained = await withNames(shown)

  const entries = shown.map((row): LedgerEntry => ({
    no: Number(row.no),
    kind: row.kind,
    on: row.booked_on,
    request: row.request,
    reason: row.reason,
    change: Number(row.change),
    invoiced: Number(row.invoiced),
    balance: Number(row.balance),
    by: row.user_name,
    aboutNo: row.about_no === null ? null : Number(row.about_no),
    isReversible: row.kind === 'consume' && Number(row.invoiced) - Number(row.change) > (back.get(Number(row.no)) ?? 0),
    moves: moves.filter((move) => Number(move.entry_no) === Number(row.no)).map(moveOf),
    debit: explained.get(Number(row.no)) ?? null,
    withdrawal: row.kind === 'withdraw' ? JSON.parse(row.explanation).withdrawal : null,
    extension: row.kind === 'extend' ? JSON.parse(row.explanation).extension : null,
  }))
  return { entries, next: rows.length > limit ? numbers.at(-1)! : null }
}

function moveOf(row: Row) {
  return { kind: row.kind, lot: row.source ? { source: row.source, validFrom: row.valid_from } : null, points: row.to_place === 'lot' || row.to_place === 'overdraft' ? (row.from_place === 'lot' ? -Number(row.points) : Number(row.points)) : -Number(row.points) }
}

/** The debits of some entries with the names of their rules. */
async function withNames(rows: Row[]): Promise<Map<number, LedgerEntry['debit']>> {
  const debits = rows.map((row) => ({ no: Number(row.no), debit: JSON.parse(row.explanation).debit ?? null })).filter(({ debit }) => debit)
  const ids = debits.flatMap(({ debit }) => debit.parts.flatMap((part: Row) => part.considered.map((one: Row) => one.rule)))
  const products = debits.flatMap(({ debit }) => debit.parts.map((part: Row) => part.product).filter(Boolean))
  const [names, productsByName] = await Promise.all([debitRuleNames([...new Set<string>(ids)]), productNames([...new Set<string>(products)])])
  return new Map(debits.map(({ no, debit }) => [no, named(debit, names, productsByName)]))
}

/** A debit with the names of the rules and products beside their ids. */
export function named(debit: { points: string; parts: Row[] }, names: Map<string, string>, products: Record<string, string>) {
  const nameOfRule = (id: string | null) => (id === null ? null : (names.get(id) ?? `#${id}`))
  const parts = debit.parts.map((part) => ({
    ...part,
    ruleName: nameOfRule(part.rule),
    productName: part.product === null ? null : (products[part.product] ?? `#${part.product}`),
    considered: part.considered.map((one: Row) => ({ ...one, name: nameOfRule(one.rule) })),
  }))
  return { points: debit.points, parts }
}
