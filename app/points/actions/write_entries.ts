import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import type { EntryDraft } from '#points/actions/point_book'
import type { PointAccount } from '#points/queries/point_account'
import { owed, type AccountState } from '#points/rules/account'
import { lotOf, type Move, type Place } from '#points/rules/move'
import { pointsText } from '#points/rules/points'
import { RULES_VERSION } from '#points/rules/rules_version'

/** Writes entries with their lots and moves, and what an account holds afterwards. */
export async function writeEntries(account: PointAccount, drafts: readonly EntryDraft[], before: AccountState, after: AccountState, trx: Trx): Promise<void> {
  const at = sqlInstant(now())
  await insertMany(trx, 'point_entries', drafts.map((draft) => entryRow(account.id, draft, at)))
  const lotIds = await openLots(account.id, drafts, trx, at)

  const moves = drafts.flatMap((draft) => draft.booking.moves.map((move) => ({ draft, move })))
  const rows = moves.map(({ draft, move }, index) => moveRow(account, draft, move, account.lastMove + index + 1, lotIds))
  await insertMany(trx, 'point_moves', rows)

  const held = new Map(before.lots.map(({ id, remaining }) => [id, remaining]))
  for (const { id, remaining } of after.lots) {
    if (held.get(id) === remaining) continue
    await trx.from('point_lots').where('id', lotIds.get(id) ?? Number(id)).update({ remaining })
  }
  for (const { on, booking } of drafts) if (booking.withdrawn?.length) await trx.from('point_lots').whereIn('id', booking.withdrawn.map(Number)).update({ withdrawn_on: on })
  for (const { id, next } of drafts.flatMap(({ booking }) => booking.extended ?? [])) await trx.from('point_lots').where('id', Number(id)).update({ next_lot_id: lotIds.get(next) })
  const last = drafts.at(-1)!
  await trx.from('point_accounts').where('id', account.id).update({
    balance: pointsText(last.balance),
    owed: owed(after),
    last_entry: last.no,
    last_move: account.lastMove + rows.length,
    booked_until: last.on,
  })
}

/** Opened lots get their row and its id; their points arrive by the moves. */
async function openLots(accountId: number, drafts: readonly EntryDraft[], trx: Trx, at: string): Promise<Map<string, number>> {
  const opened = drafts.flatMap(({ no, booking }) => booking.opened.map((lot) => ({ no, lot })))
  if (opened.length === 0) return new Map()
  const rows = opened.map(({ no, lot }) => ({
    point_account_id: accountId,
    entry_no: no,
    lot_key: lot.id,
    points: lot.points,
    remaining: 0,
    unit_value: lot.unitValue,
    source: lot.source,
    valid_from: lot.validFrom,
    expires_on: lot.expiresOn,
    priority: lot.priority,
    is_bonus: lot.isBonus,
    created_at: at,
  }))
  await insertMany(trx, 'point_lots', rows)
  const keys = opened.map(({ lot }) => lot.id)
  const written = await trx.from('point_lots').select('id', 'lot_key').where('point_account_id', accountId).whereIn('lot_key', keys)
  return new Map(written.map((row) => [row.lot_key, Number(row.id)]))
}

function entryRow(accountId: number, draft: EntryDraft, at: string) {
  return {
    point_account_id: accountId,
    no: draft.no,
    entry_key: draft.key,
    content_hash: draft.hash,
    kind: draft.kind,
    booked_on: draft.on,
    request: draft.request ?? null,
    pays_contractual: draft.paysContractual ?? false,
    change: draft.change,
    invoiced: draft.booking.invoiced,
    balance: draft.balance,
    about_no: draft.aboutNo ?? null,
    reason: draft.reason ?? null,
    explanation: JSON.stringify({ rulesVersion: RULES_VERSION, asked: draft.content, ...draft.explanation }),
    user_id: draft.by?.id ?? null,
    user_name: draft.by?.name ?? null,
    created_at: at,
  }
}

function moveRow({ id }: PointAccount, draft: EntryDraft, { kind, from, to, points, about, origin }: Move, no: number, lotIds: Map<string, number>) {
  const lotId = (place: Place | null) => {
    const lot = place && lotOf(place)
    return lot === null ? null : (lotIds.get(lot) ?? Number(lot))
  }
  return {
    point_account_id: id,
    no,
    entry_no: draft.no,
    kind,
    from_place: nameOf(from),
    to_place: nameOf(to),
    point_lot_id: lotId(to) ?? lotId(from),
    points,
    about_no: about === null ? null : Number(about),
    origin_lot_id: lotId(origin),
    booked_on: draft.on,
  }
}

function nameOf(place: Place): string {
  return lotOf(place) === null ? place : 'lot'
}
