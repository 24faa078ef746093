import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { onlyReachable } from '#shared/records/queries/visibility'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'

const SHOWN = 300

export interface BreakdownQuestion {
  country: string | null
  city: string | null
  postcode: string | null
  channel: string | null
  /** What a country is divided by. */
  by: 'city' | 'postcode'
}

const COUNTRY = `upper(coalesce(installed_sites.country, companies.country, ''))`
const CITY = `coalesce(installed_sites.city, companies.city, '')`
// the postal code of another city would be worse than none
const POSTCODE = `case when installed_sites.city is null then coalesce(installed_sites.postal_code, companies.postal_code, '') else coalesce(installed_sites.postal_code, '') end`

/**
 * Where the installed base stands: countries, the cities or postal codes of one, or the sites of one of these, with
 * how many items are open there. An item without a site stands at the address of who holds it.
 */
export async function breakdown({ country, city, postcode, channel, by }: BreakdownQuestion, actor: Actor) {
  const placed = db
    .from(counted(channel, actor).as('counted'))
    .join('companies', 'companies.id', 'counted.company_id')
    .leftJoin('installed_sites', 'installed_sites.id', 'counted.site_id')
    .where('counted.n', '>', 0)
  const most = () => placed.sum('counted.n as n').orderBy('n', 'desc').limit(SHOWN)
  const named = async (name: string) => numbered(await most().select(db.raw(`${name} as name`)).groupByRaw(name))

  if (country === null) return named(COUNTRY)
  placed.whereRaw(`${COUNTRY} = ?`, [country])
  if (city === null && postcode === null) return named(by === 'postcode' ? POSTCODE : CITY)

  if (city !== null) placed.whereRaw(`${CITY} = ?`, [city])
  if (postcode !== null) placed.whereRaw(`${POSTCODE} = ?`, [postcode])
  const rows = await most()
    .select('companies.id as company_id', 'companies.name as company', 'installed_sites.id as site_id', 'installed_sites.name as name')
    .select(db.raw(`coalesce(installed_sites.street, companies.street) as street`))
    .groupBy('companies.id', 'companies.name', 'companies.street', 'installed_sites.id', 'installed_sites.name', 'installed_sites.street')
  return numbered(rows)
}

/** Who reaches every item is answered by the counts that are kept; others are counted what they reach. */
function counted(channel: string | null, actor: Actor) {
  const isAll = actor.reach(INSTALLED_ITEM.name, 'view') === 'all'
  const query = isAll
    ? db.from('installed_item_counts').select('company_id', 'site_id').sum('item_count as n')
    : db.from('installed_items').select('company_id', 'site_id').count('* as n').where('is_open', true)
  if (!isAll) onlyReachable(query, INSTALLED_ITEM, actor, 'view')
  if (channel) query.where('channel', channel)
  return query.groupBy('company_id', 'site_id')
}

function numbered(rows: Record<string, any>[]): Record<string, any>[] {
  return rows.map((row) => ({ ...row, n: Number(row.n) }))
}
