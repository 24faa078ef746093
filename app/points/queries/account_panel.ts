import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import type { Row } from '#shared/records/record_type'
import { accountLots } from '#points/queries/account_lots'
import { ledgerEntries } from '#points/queries/ledger_entries'
import { owed } from '#points/rules/account'
import { accountFrom, accountState } from '#points/queries/point_account'
import { usablePoints } from '#points/rules/consumption'

const SOON_DAYS = 60
const LATEST = 8

/** What an account holds, what will be lost soon, what waits to be charged, and its latest entries. */
export async function accountPanel(row: Row, actor: Actor) {
  const today = todayIn(actor.timeZone)
  const account = accountFrom(row)
  const [lots, state] = [await accountLots(account.id, account.currency, today), await accountState(account, [])]
  const soon = lots.filter(({ state: standing, expiresOn }) => standing === 'usable' && expiresOn !== null && expiresOn <= addDays(today, SOON_DAYS))
  return {
    lots,
    usable: usablePoints(state, today),
    owed: owed(state),
    soon: soon.reduce((sum, { remaining }) => sum + remaining, 0),
    worthCents: lots.filter(({ state: standing }) => standing !== 'expired').reduce((sum, { worthCents }) => sum + worthCents, 0),
    sales: await salesOf(account.id),
    entries: actor.may('point_ledger', 'view') ? (await ledgerEntries(account.id, { limit: LATEST })).entries : [],
    may: {
      ledger: actor.may('point_ledger', 'view'),
      open: row.status === 'open' && actor.may('point_ledger', 'open'),
      correct: actor.may('point_ledger', 'correct'),
      consume: row.status === 'open' && actor.may('point_ledger', 'consume'),
    },
  }
}

/** What billing is to charge or has charged for an account, the newest first. */
async function salesOf(accountId: number) {
  const rows = await db
    .from('point_sales')
    .leftJoin('charges', (join) => void join.on('charges.source_id', 'point_sales.id').andOnVal('charges.source_type', 'point_sale').andOnVal('charges.kind', 'recurring').andOnVal('charges.state', 'billed'))
    .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where('point_sales.point_account_id', accountId)
    .select('point_sales.*', 'charges.net_cents', 'invoices.id as invoice_id', 'invoices.erp_number', 'invoices.status as invoice_status', 'invoices.open_cents')
    .orderBy('point_sales.id', 'desc')
    .limit(10)
  return rows.map((row) => ({
    ...row,
    id: Number(row.id),
    points: Number(row.points) - Number(row.returned),
    state: row.opened_at ? 'opened' : row.net_cents === null ? 'proposed' : row.open_cents !== null && Number(row.open_cents) === 0 ? 'paid' : row.invoice_status === 'posted' ? 'posted' : 'approved',
  }))
}
