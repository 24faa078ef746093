import { now, sqlInstant } from '#shared/clock'
import { insertMany, upsertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { takeNumbers } from '#shared/database/numbers'
import { differences, logChanges, type Author } from '#shared/records/change_log'
import { addTokens } from '#shared/search/write_tokens'
import { chosenOf } from '#installed_base/actions/keep_choices'
import CountItems from '#installed_base/actions/count_items'
import FollowLoanInvoices from '#installed_base/actions/follow_loan_invoices'
import IndexItems from '#installed_base/actions/index_items'
import LinkItems from '#installed_base/actions/link_items'
import MarkWaiting from '#installed_base/actions/mark_waiting'
import { itemRows, replayedThreads, type ReplayedThreads } from '#installed_base/queries/replayed_threads'
import { ITEM_CODES, itemCode } from '#installed_base/rules/item_codes'
import { driftedColumns, itemColumns, type Columns } from '#installed_base/rules/item_columns'
import { countChanges } from '#installed_base/rules/item_counts'
import type { ItemState } from '#installed_base/rules/item_state'

/**
 * Brings the items of whole threads into agreement with their events, many threads at
 * once. How an item began is told by its events; only later changes go to its history.
 */
export default class ProjectThreads {
  async handle(threadKeys: Iterable<string>, author: Author, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const replayed = await replayedThreads(inner, [...new Set(threadKeys)])
      const states = [...replayed.states.values()]

      const fresh = states.filter((state) => !replayed.rows.has(state.itemKey) && state.status !== 'voided')
      await this.create(fresh, replayed, inner)
      await this.change(states, replayed, author, inner)
      await new LinkItems().handle(states, replayed, inner)
      await new MarkWaiting().handle(replayed.events, replayed.waiting, inner)
      await new FollowLoanInvoices().handle(replayed.events, inner)
    })
  }

  private async create(states: ItemState[], { rows: known }: ReplayedThreads, trx: Trx): Promise<void> {
    if (states.length === 0) return
    const first = await takeNumbers(ITEM_CODES, states.length, trx)
    const owners = await this.ownersOf(states, trx)
    const at = sqlInstant(now())
    const columns = states.map((state, index) => ({
      code: itemCode(first + index),
      ...told(itemColumns(state)),
      ...chosenOf(state, known.get(state.partOf ?? '')),
      ...owners.get(state.companyId)?.owners,
      channel: owners.get(state.orderingCompanyId)?.nature ?? 'direct',
      warranty_basis: 'delivery',
      version: 1,
      created_at: at,
      updated_at: at,
    }))
    await insertMany(trx, 'installed_items', columns)
    await new CountItems().handle(countChanges(columns.map((row) => [null, row])), trx)

    const rows = await itemRows(trx, 'item_key', states.map((state) => state.itemKey))
    const created = [...rows.values()].map((row) => ({ id: Number(row.id), texts: [row.code, row.serial, row.lot] as (string | null)[] }))
    await addTokens('installed_item', created, trx)
  }

  private async change(states: ItemState[], { rows }: ReplayedThreads, author: Author, trx: Trx): Promise<void> {
    const drifted = states.flatMap((state) => {
      const row = rows.get(state.itemKey)
      const changes = row ? driftedColumns(row, itemColumns(state)) : {}
      return row && Object.keys(changes).length > 0 ? [{ row, state, changes }] : []
    })
    if (drifted.length === 0) return

    const owners = await this.ownersOf(drifted.map(({ state }) => state), trx)
    const updated = drifted.map(({ row, state, changes }) => ({
      ...row,
      ...changes,
      ...('company_id' in changes ? owners.get(state.companyId)?.owners : {}),
      channel: owners.get(state.orderingCompanyId)?.nature ?? row.channel,
      version: Number(row.version) + 1,
      updated_at: sqlInstant(now()),
    }))
    const written = [...Object.keys(itemColumns(states[0])), 'owner_id', 'group_id', 'channel', 'version', 'updated_at']
    await upsertMany(trx, 'installed_items', updated, ['item_key'], written.filter((name) => name !== 'item_key'))

    const relabelled = drifted.filter(({ changes }) => 'lot' in changes)
    await new IndexItems().handle(relabelled.map(({ row }) => Number(row.id)), trx)
    await new CountItems().handle(countChanges(drifted.map(({ row }, at) => [row, updated[at]])), trx)

    const entries = drifted.map(({ row, changes }) => ({
      recordType: 'installed_item',
      recordId: Number(row.id),
      kind: 'changed' as const,
      changes: differences(shown(row), { ...shown(row), ...shown(changes) }),
    }))
    await logChanges(entries.filter(({ changes }) => Object.keys(changes).length > 0), author, trx)
  }

  /** Items belong to whom their company belongs, for permissions that reach only own or team records. */
  private async ownersOf(states: ItemState[], trx: Trx): Promise<Map<number, { owners: Columns; nature: string }>> {
    const ids = [...new Set(states.flatMap((state) => [state.companyId, state.orderingCompanyId]))]
    const companies = await trx.from('companies').select('id', 'owner_id', 'group_id', 'nature').whereIn('id', ids)
    return new Map(companies.map(({ id, owner_id, group_id, nature }) => [Number(id), { owners: { owner_id, group_id }, nature }]))
  }
}

const KEYS = ['id', 'item_key', 'thread_key']

function shown(columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => !KEYS.includes(name)))
}

function told(columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, value ?? null]))
}
