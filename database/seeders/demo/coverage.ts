import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { writeTokens } from '#shared/search/write_tokens'
import PublishCoverageSet from '#service_contracts/actions/publish_coverage_set'
import ReserveCoverage from '#service_contracts/actions/reserve_coverage'
import TakeOverCoverage from '#service_contracts/actions/take_over_coverage'

/** Whose work the demo's coverage is; it needs no permissions, since nothing asks for them here. */
const HOUSE: Actor = { id: 1, name: 'Javier Molina Prats', email: '', locale: 'es', timeZone: 'Europe/Madrid', groupIds: [], reach: () => 'all', may: () => true }

const SKILLS = [
  ['MECH', 'Mechanics', null],
  ['HYDR', 'Hydraulics', 'MECH'],
  ['REFR', 'Refrigeration', 'MECH'],
  ['ELEC', 'Electrics', null],
  ['CTRL', 'Controls', 'ELEC'],
] as const

/** Skills, hours, three published coverage sets, contracts that have them, and a decision that was kept. */
export async function seedDemoCoverage(today: CalendarDate): Promise<void> {
  const sets = await within(undefined, seedSets)
  for (const id of sets.values()) await new PublishCoverageSet().handle(id, { reason: 'First version', applyFrom: null }, HOUSE)
  const contracts = await db.from('service_contracts').select('id', 'kind', 'starts_on').whereNot('status', 'cancelled')
  for (const { id, kind, starts_on: from } of contracts) await new TakeOverCoverage().handle(id, sets.get(kind)!, from, HOUSE)
  await within(undefined, (trx) => nameItems(trx))
  await keepDecision(today)
}

async function seedSets(trx: Trx): Promise<Map<string, number>> {
  const stamps = { version: 1, created_at: sqlInstant(now()), updated_at: sqlInstant(now()) }
  const skills = new Map<string, number>()
  for (const [code, name, parent] of SKILLS) {
    const [id] = await trx.insertQuery().table('skills').insert({ code, name, parent_id: parent ? skills.get(parent) : null, is_active: true, ...stamps })
    skills.set(code, Number(id))
    await writeTokens('skill', [{ id: Number(id), texts: [code, name] }], trx)
  }
  const week = Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday'].map((day) => [day, '08:00-13:30, 15:00-18:30']))
  const [hours] = await trx.insertQuery().table('hours_calendars').insert({ code: 'OFFICE', name: 'Horario de oficina', time_zone: 'Europe/Madrid', ...week, friday: '08:00-14:00', holidays: '2026-12-08\n2026-12-25\n2027-01-01\n2027-01-06', ...stamps })
  const family = await seedFamily(trx, stamps)

  const sets = new Map<string, number>()
  const make = async (kind: string, code: string, name: string, rules: Record<string, unknown>[], limits: Record<string, unknown>[] = []) => {
    const terms = { time_zone: 'Europe/Madrid', covers_all_skills: true, waiting_days: kind === 'maintenance' ? 15 : 0, reference_date: 'request', on_credit_hold: 'cover', covers_ordering_party: false, published_number: 0 }
    const [id] = await trx.insertQuery().table('coverage_sets').insert({ code, name, ...terms, ...stamps })
    for (const rule of rules) await trx.insertQuery().table('coverage_rules').insert({ coverage_set_id: id, item_scope: 'contract_items', above_ceiling: 'cap', ...stamps, ...rule })
    for (const limit of limits) await trx.insertQuery().table('coverage_limits').insert({ coverage_set_id: id, category: 'any', period_unit: 'year', period_count: 1, period_from: 'contract', ...stamps, ...limit })
    await writeTokens('coverage_set', [{ id: Number(id), texts: [code, name] }], trx)
    await trx.from('contract_models').where('kind', kind).update({ coverage_set_id: id })
    sets.set(kind, Number(id))
  }
  const inHours = { hours_calendar_id: hours }
  await make(
    'maintenance',
    'COMFORT',
    'Mantenimiento confort',
    [
      { category: 'part', percent: '80', excluded_components: 'consumables' },
      { category: 'labour', percent: '100', ...inHours },
      { category: 'travel', percent: '100', ...inHours },
      { category: 'labour', percent: '50', item_scope: 'family', product_family_id: family, skill_id: skills.get('REFR') },
      { category: 'any', percent: '20', item_scope: 'all' },
    ],
    [
      { per: 'contract_period', kind: 'amount', figure: '500.00', category: 'part' },
      { per: 'item_period', kind: 'quantity', figure: '12', unit: 'h', category: 'labour' },
    ]
  )
  await make('warranty', 'WARRANTY', 'Garantía', [{ category: 'part', percent: '100' }, { category: 'labour', percent: '100' }])
  await make('points', 'POINTS', 'Bono de puntos', [{ category: 'labour', percent: '100', item_scope: 'all' }])
  return sets
}

async function seedFamily(trx: Trx, stamps: Record<string, unknown>): Promise<number> {
  const [id] = await trx.insertQuery().table('product_families').insert({ code: 'SERIAL', name: 'Machines with a serial number', ...stamps })
  const products = await trx.from('products').select('id').where('is_serialised', true)
  await insertMany(trx, 'product_family_products', products.map((product) => ({ product_family_id: id, product_id: product.id, ...stamps })))
  return Number(id)
}

/** Contracts sold for a customer's machines name them on their lines. */
async function nameItems(trx: Trx) {
  const lines = await trx.from('contract_lines').join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id').select('contract_lines.id', 'service_contracts.company_id').whereNull('installed_item_id').orderBy('contract_lines.id')
  const taken = new Set<number>()
  for (const line of lines) {
    const items = await trx.from('installed_items').select('id').where({ company_id: line.company_id, is_open: true }).orderBy('id')
    const free = items.find(({ id }) => !taken.has(Number(id)))
    if (!free) continue
    taken.add(Number(free.id))
    await trx.from('contract_lines').where('id', line.id).update({ installed_item_id: free.id })
  }
}

async function keepDecision(today: CalendarDate) {
  const line = await db
    .from('contract_lines')
    .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
    .where({ 'service_contracts.status': 'active', 'service_contracts.kind': 'maintenance' })
    .where('service_contracts.starts_on', '<', addMonthsAnchored(today, -2))
    .whereNotNull('installed_item_id')
    .select('installed_item_id', 'company_id', 'currency')
    .orderBy('contract_lines.id')
    .first()
  if (!line) return
  const skill = await db.from('skills').where('code', 'HYDR').firstOrFail()
  await new ReserveCoverage().handle(
    {
      companyId: Number(line.company_id),
      itemId: Number(line.installed_item_id),
      productId: null,
      skillId: Number(skill.id),
      requestedAt: `${addMonthsAnchored(today, 0)}T10:00:00Z`,
      interventionAt: null,
      currency: line.currency,
      contractIds: null,
      lines: [
        { category: 'part', productId: null, component: 'seal kit', quantity: '2', unit: null, amount: '340.00' },
        { category: 'labour', productId: null, component: null, quantity: '3', unit: 'h', amount: '165.00' },
      ],
    },
    HOUSE
  )
}
