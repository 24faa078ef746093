import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { onlyReachable } from '#shared/records/queries/visibility'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'

const SHOWN = 300

export interface BreakdownQuestion {
  country: string | null
  city: string | null
  channel: string | null
}

/**
 * Where the installed base stands: countries, the cities of one, or the sites of one city, with how many items
 * are open there. An item without a site stands at the address of who holds it.
 */
export async function breakdown({ country, city, channel }: BreakdownQuestion, actor: Actor) {
  const counted = db.from('installed_items').select('company_id', 'site_id').count('* as n').where('is_open', true).groupBy('company_id', 'site_id')
  if (channel) counted.where('channel', channel)
  onlyReachable(counted, INSTALLED_ITEM, actor, 'view')

  const placed = db
    .from(counted.as('counted'))
    .join('companies', 'companies.id', 'counted.company_id')
    .leftJoin('installed_sites', 'installed_sites.id', 'counted.site_id')
  const countryOf = `upper(coalesce(installed_sites.country, companies.country, ''))`
  const cityOf = `coalesce(installed_sites.city, companies.city, '')`
  const most = () => placed.sum('counted.n as n').orderBy('n', 'desc').limit(SHOWN)

  if (country === null) return numbered(await most().select(db.raw(`${countryOf} as name`)).groupByRaw(countryOf))
  placed.whereRaw(`${countryOf} = ?`, [country])
  if (city === null) return numbered(await most().select(db.raw(`${cityOf} as name`)).groupByRaw(cityOf))

  placed.whereRaw(`${cityOf} = ?`, [city])
  const rows = await most()
    .select('companies.id as company_id', 'companies.name as company', 'installed_sites.id as site_id', 'installed_sites.name as name')
    .select(db.raw(`coalesce(installed_sites.street, companies.street) as street`))
    .groupBy('companies.id', 'companies.name', 'companies.street', 'installed_sites.id', 'installed_sites.name', 'installed_sites.street')
  return numbered(rows)
}

function numbered(rows: Record<string, any>[]): Record<string, any>[] {
  return rows.map((row) => ({ ...row, n: Number(row.n) }))
}
