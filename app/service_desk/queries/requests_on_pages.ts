import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import { onlyReachable } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'
import type { Waiting } from '#shared/shell/waiting'

const SHOWN = 5
const LIST = '/service-desk/requests'

/** The requests about an item, for its page; a new one knows the item and whose it is. */
export async function requestsOfItem(item: Row, actor: Actor) {
  const known = { company_id: String(item.company_id), installed_item_id: String(item.id) }
  const isHeld = Boolean(item.is_open)
  return requestsOf('installed_item_id', item.id, isHeld ? known : null, actor)
}

/** The requests of a company, for its page; null where this person sees none and makes none. */
export async function requestsOfCompany(company: Row, actor: Actor) {
  if (!actor.may('service_request', 'view')) return null
  return requestsOf('company_id', company.id, { company_id: String(company.id) }, actor)
}

/** Own requests that are open; for who may approve, solved ones whose work waits; for who has all, new ones. */
export async function requestsWaiting(actor: Actor): Promise<Waiting[]> {
  const type = recordType('service_request')
  const count = async (action: string, where: Record<string, unknown>) => {
    if (!actor.may('service_request', action)) return 0
    const query = db.from('service_requests').where(where)
    onlyReachable(query, type, actor, 'view')
    return Number((await query.count('* as n').first()).n)
  }
  const isDispatching = actor.reach('service_request', 'work') === 'all'
  return [
    { labelKey: 'service_desk.waiting.mine', icon: 'wrench', count: await count('work', { is_open: true, assignee_id: actor.id }), href: `${LIST}?f_is_open=1&f_assignee_id=${actor.id}`, tone: 'info' },
    { labelKey: 'service_desk.waiting.new', icon: 'wrench', count: isDispatching ? await count('work', { status: 'new' }) : 0, href: `${LIST}?f_status=new`, tone: 'warning' },
    { labelKey: 'service_desk.waiting.work', icon: 'clipboard-check', count: await count('approve', { status: 'solved', work_state: 'reported' }), href: `${LIST}?f_status=solved&f_work_state=reported`, tone: 'warning' },
  ]
}

async function requestsOf(column: string, id: number, known: Record<string, string> | null, actor: Actor) {
  if (!actor.may('service_request', 'view')) return { requests: [], allHref: null, newHref: null }
  const query = db.from('service_requests').leftJoin('users', 'users.id', 'service_requests.assignee_id').where(`service_requests.${column}`, id)
  onlyReachable(query, recordType('service_request'), actor, 'view')
  const requests = await query.select('service_requests.*', 'users.full_name as assignee').orderBy('service_requests.is_open', 'desc').orderBy('service_requests.id', 'desc').limit(SHOWN + 1)
  return {
    requests: requests.slice(0, SHOWN),
    allHref: requests.length > SHOWN ? `${LIST}?f_${column}=${id}` : null,
    newHref: known && actor.may('service_request', 'create') ? `${LIST}/new?${new URLSearchParams({ ...known, received_on: todayIn(actor.timeZone) })}` : null,
  }
}
