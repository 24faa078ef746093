import hash from '@adonisjs/core/services/hash'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { DEMO_DOMAIN, DEMO_PASSWORD } from '#identity/queries/demo_people'

interface DemoPerson {
  name: string
  email: string
  locale: 'en' | 'es' | 'ro'
  timeZone: string
  role: string
  group: string
}

const at = (name: string) => `${name}@${DEMO_DOMAIN}`
const madrid = { locale: 'es', timeZone: 'Europe/Madrid' } as const
const bucharest = { locale: 'ro', timeZone: 'Europe/Bucharest' } as const
const london = { locale: 'en', timeZone: 'Europe/London' } as const

/** The people of the demo company; the first of each role is offered on the sign-in page. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { name: 'Helen Whitfield', email: at('helen'), ...london, role: 'administrator', group: 'Office' },
  { name: 'Lucía Fernández Ortega', email: at('lucia'), ...madrid, role: 'sales', group: 'Sales' },
  { name: 'Oana Marinescu', email: at('oana'), ...bucharest, role: 'marketing', group: 'Sales' },
  { name: 'Carmen Ruiz Delgado', email: at('carmen'), ...madrid, role: 'service_desk', group: 'Service' },
  { name: 'Andrei Popescu', email: at('andrei'), ...bucharest, role: 'technician', group: 'Service' },
  { name: 'Javier Molina Prats', email: at('javier'), ...madrid, role: 'billing', group: 'Office' },
  { name: 'Margaret Doyle', email: at('margaret'), ...london, role: 'billing_approver', group: 'Office' },
  { name: 'Mihai Ionescu', email: at('mihai'), ...bucharest, role: 'operator', group: 'Office' },
  { name: 'Thomas Ashworth', email: at('thomas'), ...london, role: 'erp_user', group: 'Office' },
  { name: 'Núria Casals Vidal', email: at('nuria'), ...madrid, role: 'integrator', group: 'Office' },
  { name: 'Elena Dumitrescu', email: at('elena'), ...bucharest, role: 'sales', group: 'Sales' },
  { name: 'Iker Aguirre Lasa', email: at('iker'), ...madrid, role: 'technician', group: 'Service' },
  { name: 'George Pemberton', email: at('george'), ...london, role: 'technician', group: 'Service' },
]

/** Adds the demo people, in their groups and roles, to a database that has none of them. */
export async function seedDemoPeople(trx: Trx): Promise<void> {
  const known = await trx.from('users').where('email', DEMO_PEOPLE[0].email).first()
  if (known) return

  const stamps = { created_at: sqlInstant(now()), updated_at: sqlInstant(now()) }
  const password = await hash.make(DEMO_PASSWORD)
  const groups = [...new Set(DEMO_PEOPLE.map((person) => person.group))]
  const looks = { theme: 'system', density: 'normal', is_active: true }
  await insertMany(trx, 'groups', groups.map((name) => ({ name, ...stamps })))
  await insertMany(
    trx,
    'users',
    DEMO_PEOPLE.map(({ name, email, locale, timeZone }) => {
      return { full_name: name, email, locale, time_zone: timeZone, password, ...looks, ...stamps }
    })
  )
  await link(trx)
}

async function link(trx: Trx): Promise<void> {
  const users = await idsBy(trx, 'users', 'email')
  const groups = await idsBy(trx, 'groups', 'name')
  const roles = await idsBy(trx, 'roles', 'key')

  await insertMany(
    trx,
    'group_users',
    DEMO_PEOPLE.map(({ email, group }) => ({ user_id: users.get(email), group_id: groups.get(group) }))
  )
  await insertMany(
    trx,
    'role_users',
    DEMO_PEOPLE.map(({ email, role }) => ({ user_id: users.get(email), role_id: roles.get(role) }))
  )
}

async function idsBy(trx: Trx, table: string, column: string): Promise<Map<string, number>> {
  const rows = await trx.from(table).select('id', `${column} as name`)
  return new Map(rows.map((row) => [row.name, row.id]))
}
