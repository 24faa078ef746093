import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays } from '#shared/calendar/calendar_date'
import type { Row } from '#shared/records/record_type'
import { itemParts } from '#installed_base/item_parts'
import { itemStanding } from '#installed_base/queries/item_standing'
import { replayedThreads } from '#installed_base/queries/replayed_threads'
import type { EventRow } from '#installed_base/queries/stored_events'
import { entriesFor } from '#installed_base/rules/hand_entry'
import { isByHand, type EventKind } from '#installed_base/rules/item_event'
import { compareQuantities } from '#installed_base/rules/quantity'

const ICONS: Partial<Record<EventKind, string>> = {
  delivered: 'truck',
  loaned: 'handshake',
  deposited: 'handshake',
  consumed: 'coins',
  unconsumed: 'undo-2',
  returned: 'undo-2',
  invoiced: 'receipt',
  credited: 'undo-2',
  doubted: 'circle-help',
  handed_back: 'undo-2',
  registered: 'plus',
  installed: 'wrench',
  moved: 'map-pin',
  transferred: 'arrow-right',
  bought: 'coins',
  exchanged: 'repeat',
  lent: 'handshake',
  consigned: 'handshake',
  extended: 'calendar-clock',
  attached: 'git-branch',
  detached: 'unlink',
  split: 'split',
  corrected: 'pencil',
  noted: 'sticky-note',
  kept: 'check',
  voided: 'ban',
  scrapped: 'trash-2',
  lost: 'circle-help',
  resold: 'tag',
}

/** What an item's page shows above its facts: its life, who held it when, and what can be recorded. */
export async function itemPanel(row: Row, actor: Actor) {
  const [{ states, events }, parts, aliases, replacedItem] = await Promise.all([
    replayedThreads(db.connection(), [String(row.thread_key)]),
    itemParts(row, actor),
    db.from('installed_item_aliases').where('item_id', row.id).orderBy('id'),
    db.from('installed_items').where('replaced_by_id', row.id).first(),
  ])
  const state = states.get(String(row.item_key))
  const recorded = new Map(events.map((event) => [event.sourceKey, event]))
  const names = await companyNames([...(state?.holdings ?? []).map(({ companyId }) => companyId), Number(row.ordering_company_id)])

  return {
    entries: actor.may('installed_item', 'edit') ? entriesFor(row as never) : [],
    parts,
    aliases,
    replacedItem,
    steps: (state?.steps ?? []).toReversed().map((step) => {
      const event = recorded.get(step.event.sourceKey) as EventRow
      const isPart = compareQuantities(step.quantity, state!.deliveredQuantity) < 0
      return {
        kind: event.kind,
        on: event.on,
        icon: ICONS[event.kind] ?? 'circle',
        document: event.document,
        href: hrefOf(event, row, actor),
        quantity: isPart ? step.quantity : null,
        company: step.toCompanyId !== step.fromCompanyId && step.toCompanyId ? names.get(step.toCompanyId) : null,
        place: step.toPlace !== step.fromPlace ? step.toPlace : null,
        until: event.facts.expectedBackOn ?? null,
        doubt: event.facts.doubt ?? null,
        note: event.note,
        person: event.userName,
        isCancelled: event.isCancelled,
      }
    }),
    ...(await itemStanding(row, state, names)),
    holdings: (state?.holdings ?? []).toReversed().map(({ companyId, from, to }) => ({
      companyId,
      company: names.get(companyId),
      from,
      lastDay: to === null ? null : addDays(to, -1),
    })),
  }
}

/** Where a step leads: to its document, or to where a person can take it back. */
function hrefOf(event: EventRow, row: Row, actor: Actor): string | undefined {
  if (event.deliveryId) return actor.may('delivery', 'view') ? `/mirror/deliveries/${event.deliveryId}` : undefined
  const { erpInvoiceId } = event.facts
  if (erpInvoiceId) return actor.may('erp_invoice', 'view') ? `/mirror/invoices/${erpInvoiceId}` : undefined
  const isOpen = isByHand(event) && !event.isCancelled && actor.may('installed_item', 'edit')
  return isOpen ? `/installed-base/items/${row.id}/entries/${event.id}/reversal` : undefined
}

async function companyNames(ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.from('companies').select('id', 'name').whereIn('id', [...new Set(ids)])
  return new Map(rows.map(({ id, name }) => [Number(id), name]))
}
