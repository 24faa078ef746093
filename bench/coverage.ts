/**
 * A coverage decision with many candidate contracts: the pure rule on a case in memory, and the whole way
 * from records on MariaDB. It empties its database, so the name must end in _bench:
 *
 *   DB_CONNECTION=mysql DB_DATABASE=annexa_coverage_bench node --import=@poppinss/ts-exec bench/coverage.ts
 *
 * CONTRACTS (200) and ROUNDS (300) change its size. Prints medians, the 95th of a hundred, the best, and the
 * processor time of this process alone, which other work on the machine disturbs least.
 */
import { performance } from 'node:perf_hooks'
import { bootHouse } from './support/house.js'

const app = await bootHouse()

const { default: db } = await import('@adonisjs/lucid/services/db')
const { default: ace } = await import('@adonisjs/core/services/ace')
const { caseFromRecords } = await import('#service_contracts/queries/coverage/case_from_records')
const { decide } = await import('#service_contracts/rules/coverage/decide')
type CoverageQuestion = import('#service_contracts/queries/coverage/case_from_records').CoverageQuestion

const CONTRACTS = Number(process.env.CONTRACTS ?? 200)
const ROUNDS = Number(process.env.ROUNDS ?? 300)
const USES_OF_CONTRACT = 20
const STAMPS = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }

const { database } = (db.getRawConnection('mysql')!.config as any).connection
if (!String(database).endsWith('_bench')) throw new Error(`This empties its database: ${database} does not end in _bench`)
await ace.exec('db:wipe', ['--force'])
await ace.exec('migration:run', ['--force', '--disable-locks', '--compact-output'])

/** Five rules with hours and limits each, of which a tenth covers parts; every contract has little left of its cap. */
const terms = (at: number) => ({
  ...{ timeZone: 'Europe/Madrid', waitingDays: 0, referenceDate: 'request', onCreditHold: 'cover', coversOrderingParty: false, skills: 'all', deductible: null },
  rules: [
    { id: 'R1', item: null, skills: null, excludedComponents: [], limits: [], categories: [category('K1', at % 10 === 0 ? 'part' : 'labour', '80'), category('K2', 'travel', '100')] },
    { id: 'R2', item: { kind: 'product', product: 'P9' }, skills: null, excludedComponents: [], limits: [], categories: [category('K3', 'any', '50')] },
    { id: 'R3', item: { kind: 'all' }, skills: ['1'], excludedComponents: [], limits: [], categories: [category('K4', 'any', '20')] },
    { id: 'R4', item: { kind: 'site', site: 'Reus', place: null }, skills: null, excludedComponents: [], limits: [], categories: [category('K5', 'any', '10')] },
    { id: 'R5', item: { kind: 'group', group: 'F1' }, skills: ['2'], excludedComponents: [], limits: [], categories: [category('K6', 'any', '40')] },
  ],
  limits: [limit('L1', { amount: '500.00' }), limit('L2', { quantity: '12', unit: 'h', categories: ['labour'] })],
})
const category = (id: string, name: string, percent: string) => ({ id, category: name, percent, included: [], excluded: [], unitPriceCeiling: null, aboveCeiling: 'cap', hours: null, excludedComponents: [], deductible: null, limits: [] })
const limit = (id: string, more: object) => ({ id, per: 'contract_period', amount: null, quantity: null, unit: null, categories: [], period: { unit: 'year', count: 1, from: 'contract' }, used: [], ...more })

const companyId = Number((await db.table('companies').insert({ name: 'Customer', status: 'customer', is_blocked: false, ...STAMPS }))[0])
const product = { connection_id: 1, external_id: '1', number: 'P', name: 'Pump', unit: 'u', is_active: true, is_serialised: true, is_service: false, payload_hash: '', mirrored_at: STAMPS.created_at }
const productId = Number((await db.table('products').insert(product))[0])
const item = { code: 'IB-1', item_key: 'a', thread_key: 'a', product_id: productId, status: 'installed', ownership: 'owned', is_open: true, company_id: companyId, ordering_company_id: companyId, quantity: '1', delivered_quantity: '1', delivered_on: '2026-01-01' }
const itemId = Number((await db.table('installed_items').insert({ ...item, ...STAMPS }))[0])
const setId = Number((await db.table('coverage_sets').insert({ code: 'S', name: 'S', time_zone: 'Europe/Madrid', covers_all_skills: true, waiting_days: 0, reference_date: 'request', on_credit_hold: 'cover', covers_ordering_party: false, ...STAMPS }))[0])
const kept = { number: 'CD-1', company_id: companyId, status: 'committed', requested_at: STAMPS.created_at, currency: 'EUR', amount_cents: 0, covered_cents: 0, billable_cents: 0, engine: '', inputs: '{}', decision: '{}', expires_at: STAMPS.created_at }
const decisionId = Number((await db.table('coverage_decisions').insert({ ...kept, ...STAMPS }))[0])
for (let at = 0; at < CONTRACTS; at += 1) await contract(at)

async function contract(at: number) {
  const policy = { period_unit: 'month', period_count: 1, mode: 'advance', anchor: 'start', lead_days: 0, lag_days: 0, first_partial: 'short', last_partial: 'short', proration: 'actual', free_days: 0, grouping: 'contract' }
  const facts = { number: `C-${at}`, kind: 'maintenance', company_id: companyId, bill_to_id: companyId, status: 'active', currency: 'EUR', starts_on: '2026-01-01', ends_on: `2027-01-${String((at % 28) + 1).padStart(2, '0')}`, source: 'manual' }
  const id = Number((await db.table('service_contracts').insert({ ...facts, ...policy, ...STAMPS }))[0])
  await db.table('contract_lines').insert({ service_contract_id: id, position: 1, description: 'Care', quantity: '1', unit_price: '10', starts_on: '2026-01-01', installed_item_id: itemId, ...STAMPS })
  await db.table('contract_coverages').insert({ service_contract_id: id, number: 1, valid_from: '2026-01-01', coverage_set_id: setId, set_number: 1, terms: JSON.stringify(terms(at)), created_at: STAMPS.created_at })
  const use = { service_contract_id: id, coverage_decision_id: decisionId, limit_key: 'L1', period_from: '2026-01-01', kind: 'amount', used: 24_95, status: 'committed' }
  await db.table('coverage_uses').multiInsert(Array.from({ length: USES_OF_CONTRACT }, () => use))
}

const question: CoverageQuestion = {
  ...{ companyId, itemId, productId: null, skillId: null, requestedAt: '2026-06-15T08:30:00Z', interventionAt: null, currency: 'EUR', contractIds: null },
  lines: [
    { category: 'part', productId: null, component: null, quantity: '1', unit: null, amount: '150.00' },
    { category: 'labour', productId: null, component: null, quantity: '3', unit: 'h', amount: '165.00' },
  ],
}
const measured = async (work: () => unknown) => {
  const times: number[] = []
  let used = process.cpuUsage()
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    if (round === ROUNDS) used = process.cpuUsage()
    const begun = performance.now()
    await work()
    if (round >= ROUNDS) times.push(performance.now() - begun)
  }
  const { user, system } = process.cpuUsage(used)
  times.sort((one, other) => one - other)
  return { cpu: ((user + system) / 1000 / ROUNDS).toFixed(2), best: times[0].toFixed(2), median: times[Math.floor(times.length / 2)].toFixed(2), p95: times[Math.floor(times.length * 0.95)].toFixed(2) }
}

const request = await caseFromRecords(question)
const { covered, billable, lines } = decide(request)
const one = { ...request, lines: request.lines.slice(0, 1) }
const results = {
  'pure rule, one line': await measured(() => decide(one)),
  'pure rule, two lines': await measured(() => decide(request)),
  'from records on MariaDB, two lines': await measured(async () => decide(await caseFromRecords(question))),
}
const candidates = lines.map(({ allocations, rejected }) => `${allocations.length} pay, ${rejected.length} reasons`).join('; ')
console.log(`${request.contracts.length} contracts (${candidates}), covered ${covered}, billable ${billable}`)
for (const [name, { median, p95, best, cpu }] of Object.entries(results)) console.log(`${name}: median ${median} ms, p95 ${p95} ms, best ${best} ms, this process's own time ${cpu} ms`)
await app.terminate()
process.exit(0)
