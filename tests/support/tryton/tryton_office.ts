import type TrytonClient from '#erp/connectors/tryton/tryton_client'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'
import { toTrytonDate, toTrytonDecimal } from '#erp/connectors/tryton/tryton_values'
import { todayIn } from '#shared/clock'

const BY_NEWEST = [['id', 'DESC']]

/** A clerk records that 5.00 of a posted invoice arrived in cash. */
export async function payInPart(office: TrytonClient, invoiceId: string): Promise<void> {
  const fields = ['party', 'account', 'company']
  const [invoice] = await office.read<TrytonRow[]>('model.account.invoice.read', [[Number(invoiceId)], fields])
  const day = toTrytonDate(todayIn('UTC'))
  const today = [['start_date', '<=', day], ['end_date', '>=', day], ['type', '=', 'standard']]
  const [period] = await office.read<number[]>('model.account.period.search', [today, 0, 1, null])
  const [journal] = await office.read<number[]>('model.account.journal.search', [[['type', '=', 'cash']], 0, 1, null])
  const [cash] = await office.read<number[]>('model.account.account.search', [[['name', '=', 'Main Cash']], 0, 1, null])
  const lines = [
    { account: cash, debit: toTrytonDecimal('5.00'), credit: toTrytonDecimal('0') },
    { account: invoice.account, party: invoice.party, debit: toTrytonDecimal('0'), credit: toTrytonDecimal('5.00') },
  ]
  const moves = await office.write<number[]>('model.account.move.create', [[{ journal, period, date: day, company: invoice.company, lines: [['create', lines]] }]])
  await office.write('model.account.move.post', [moves])
  const credits = [['move', '=', moves[0]], ['credit', '>', toTrytonDecimal('0')]]
  const [line] = await office.read<number[]>('model.account.move.line.search', [credits, 0, 1, null])
  await office.write('model.account.invoice.write', [[invoice.id], { payment_lines: [['add', [line]]] }])
}

/** A clerk credits an invoice with Tryton's own wizard and posts the credit note; answers its key. */
export async function creditByHand(office: TrytonClient, invoice: number): Promise<string> {
  const [session] = await office.write<[number, string, string]>('wizard.account.invoice.credit.create', [])
  const start = { with_refund: false, with_refund_allowed: true, invoice_date: null }
  const active = { active_model: 'account.invoice', active_id: invoice, active_ids: [invoice] }
  await office.read('wizard.account.invoice.credit.execute', [session, { start }, 'credit'], active as never)
  const drafts = [['type', '=', 'out'], ['lines.origin.invoice', '=', invoice, 'account.invoice.line']]
  const [credit] = await office.read<number[]>('model.account.invoice.search', [drafts, 0, 1, BY_NEWEST])
  await office.write('model.account.invoice.post', [[credit]])
  await office.write('wizard.account.invoice.credit.delete', [session])

  return String(credit)
}

/** A piece that lies in the warehouse, by its lot. */
export async function freeLot(office: TrytonClient): Promise<{ productId: string; serial: string }> {
  const within = { locations: [5], with_childs: true } as never
  const serialised = await office.read<TrytonRow[]>('model.stock.lot.search_read', [[], 0, 100, BY_NEWEST, ['number', 'product']])
  for (const lot of serialised) {
    const [{ quantity }] = await office.read<TrytonRow[]>('model.stock.lot.read', [[lot.id], ['quantity']], within)
    if (Number(quantity) === 1) return { productId: String(lot.product), serial: String(lot.number) }
  }
  throw new Error('Every piece of the seeded Tryton is with a customer')
}
