import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { EntryDraft } from '#points/actions/point_book'
import type { PointAccount } from '#points/queries/point_account'
import type { Points } from '#points/rules/points'
import { isRechargeDue } from '#points/rules/recharge'

/** Proposes to billing what entries left to be invoiced, and a recharge when too little is left because points were used. */
export async function proposeSales(account: PointAccount, drafts: readonly EntryDraft[], usable: Points, trx: Trx): Promise<void> {
  for (const draft of drafts) {
    if (draft.booking.invoiced > 0) await sell(account, draft, { kind: 'remainder', points: draft.booking.invoiced, unit_price: account.remainderPrice ?? '0' }, trx)
    if (draft.booking.invoiced < 0) await takeBack(account, draft, trx)
  }
  const last = drafts.at(-1)!
  if (account.recharge === null || ['open', 'withdraw', 'extend'].includes(last.kind)) return
  const waiting = await trx.from('point_sales').where('waiting_key', account.id).first()
  if (!isRechargeDue(account.recharge, usable, Boolean(waiting))) return

  const { points, price, opens, months } = account.recharge
  await sell(account, last, { kind: 'recharge', points, unit_price: price, opens, months, waiting_key: account.id }, trx)
}

async function sell(account: PointAccount, { no, on }: EntryDraft, sale: Record<string, unknown>, trx: Trx) {
  await trx.insertQuery().table('point_sales').insert({
    point_account_id: account.id,
    company_id: account.billToId,
    product_id: account.productId,
    entry_no: no,
    currency: account.currency,
    due_on: on,
    returned: 0,
    created_at: sqlInstant(now()),
    ...sale,
  })
}

async function takeBack({ id }: PointAccount, { aboutNo, booking }: EntryDraft, trx: Trx) {
  await trx
    .from('point_sales')
    .where({ point_account_id: id, kind: 'remainder', entry_no: aboutNo })
    .increment('returned', -booking.invoiced)
}
