import db from '@adonisjs/lucid/services/db'
import { addDays } from '#shared/calendar/calendar_date'
import type { Row } from '#shared/records/record_type'
import type { ItemState } from '#installed_base/rules/item_state'
import { staysOf } from '#installed_base/rules/stays'

/** Where an item stands and stood, what it is part of, and through whom it was sold. */
export async function itemStanding(row: Row, state: ItemState | undefined, names: ReadonlyMap<number, string>) {
  const stays = state ? staysOf(state) : []
  const [sites, parents, parts] = await Promise.all([
    byId('installed_sites', stays.map(({ location }) => location.siteId)),
    byKey(state?.attachments.map(({ parentKey }) => parentKey) ?? []),
    db.from('installed_items').where('parent_item_id', row.id).count('* as n').first(),
  ])
  const sellerId = Number(row.ordering_company_id)
  const seller = sellerId === Number(row.company_id) ? null : { id: sellerId, name: names.get(sellerId) }

  return {
    seller,
    componentCount: Number(parts.n),
    position: row.latitude && row.longitude ? { label: `${row.latitude}, ${row.longitude}`, href: `geo:${row.latitude},${row.longitude}` } : null,
    stays: stays.toReversed().map(({ companyId, place, location, from, to }) => ({
      companyId,
      company: names.get(companyId),
      where: [sites.get(location.siteId ?? 0)?.name, location.building, location.floor, location.room, place].filter(Boolean).join(' · '),
      from,
      lastDay: to === null ? null : addDays(to, -1),
    })),
    attachments: (state?.attachments ?? []).toReversed().map(({ parentKey, from, to }) => ({ parent: parents.get(parentKey), from, lastDay: to === null ? null : addDays(to, -1) })),
  }
}

async function byId(table: string, ids: (number | null)[]): Promise<Map<number, Row>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  const rows: Row[] = known.length === 0 ? [] : await db.from(table).whereIn('id', known)
  return new Map(rows.map((row) => [Number(row.id), row]))
}

async function byKey(keys: string[]): Promise<Map<string, Row>> {
  const rows: Row[] = keys.length === 0 ? [] : await db.from('installed_items').whereIn('item_key', [...new Set(keys)])
  return new Map(rows.map((row) => [String(row.item_key), row]))
}
