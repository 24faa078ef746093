import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { onlyReachable } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'
import type { Waiting } from '#shared/shell/waiting'

const SHOWN = 5

/** The registrations of an item, for its page. */
export async function registrationsOfItem(item: Row, actor: Actor) {
  const claims = await claimsOfItem(item, actor)
  if (!actor.may('warranty_registration', 'view')) return { registrations: [], allHref: null, ...claims }
  const rows = await listed(actor, (query) => query.where((either) => void either.where('installed_item_id', item.id).orWhere('serial_thread', String(item.thread_key))))
  return { registrations: rows.slice(0, SHOWN), allHref: rows.length > SHOWN ? `/warranty/registrations?f_serial=${encodeURIComponent(String(item.serial))}` : null, ...claims }
}

async function claimsOfItem(item: Row, actor: Actor) {
  if (!actor.may('warranty_claim', 'view')) return { claims: [], newClaimHref: null }
  const query = db.from('warranty_claims').where('installed_item_id', item.id)
  onlyReachable(query, recordType('warranty_claim'), actor, 'view')
  const newClaimHref = item.is_open && actor.may('warranty_claim', 'create') ? `/warranty/claims/new?installed_item_id=${item.id}` : null
  return { claims: await query.orderBy('id', 'desc').limit(SHOWN), newClaimHref }
}

/** What a company registered as the end customer, or sold as the dealer; null for a company without either. */
export async function registrationsOfCompany(company: Row, actor: Actor) {
  if (!actor.may('warranty_registration', 'view')) return null
  const [bought, sold] = [
    await listed(actor, (query) => query.where('warranty_registrations.company_id', company.id)),
    await listed(actor, (query) => query.where('warranty_registrations.dealer_id', company.id)),
  ]
  if (bought.length + sold.length === 0) return null
  const list = (rows: Row[], column: string) => ({ rows: rows.slice(0, SHOWN), allHref: rows.length > SHOWN ? `/warranty/registrations?f_${column}=${company.id}` : null })
  return { bought: list(bought, 'company_id'), sold: list(sold, 'dealer_id') }
}

/** Registrations and claims that wait for a decision of somebody such as this person. */
export async function warrantyWaiting(actor: Actor): Promise<Waiting[]> {
  const waiting = async (name: string, status: string) => {
    const type = recordType(name)
    if (!actor.may(name, 'decide')) return 0
    const query = db.from(type.table).where('status', status)
    onlyReachable(query, type, actor, 'view')
    return Number((await query.count('* as n').first()).n)
  }
  const registrations = await waiting('warranty_registration', 'to_review')
  const claims = await waiting('warranty_claim', 'submitted')
  return [
    { labelKey: 'warranty.waiting', icon: 'shield-check', count: registrations, href: '/warranty/registrations?f_status=to_review', tone: 'warning' },
    { labelKey: 'warranty.claims_waiting', icon: 'shield-alert', count: claims, href: '/warranty/claims?f_status=submitted', tone: 'warning' },
  ]
}

async function listed(actor: Actor, narrow: (query: ReturnType<typeof db.from>) => unknown): Promise<Row[]> {
  const query = db.from('warranty_registrations').join('products', 'products.id', 'warranty_registrations.product_id')
  narrow(query)
  onlyReachable(query, recordType('warranty_registration'), actor, 'view')
  return query.select('warranty_registrations.*', 'products.name as product').orderBy('warranty_registrations.id', 'desc').limit(SHOWN + 1)
}
