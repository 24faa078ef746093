import fc from 'fast-check'

/** Any coverage case a person could write down: a few contracts with rules and limits, and up to four lines. */
const cents = (max: number) => fc.integer({ min: 0, max }).map((units) => `${Math.floor(units / 100)}.${String(units % 100).padStart(2, '0')}`)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 })
const percent = fc.oneof(fc.constantFrom('0', '33.333', '50', '80', '100'), fc.integer({ min: 0, max: 100 }).map(String))
const quantity = fc.integer({ min: 1, max: 9000 }).map((thousandths) => String(thousandths / 1000))
const category = fc.constantFrom('part', 'labour', 'travel', 'expense')
const SKILLS = ['mechanics', 'hydraulics', 'pumps', 'electrics']

const itemScope = fc.constantFrom(
  { kind: 'item', item: 'PUMP-1' },
  { kind: 'item', item: 'PUMP-2' },
  { kind: 'component', item: 'LINE-A' },
  { kind: 'product', product: 'P-100' },
  { kind: 'group', group: 'pumps' },
  { kind: 'site', site: 'Lleida' },
  { kind: 'all' }
)
const skillScope = fc.oneof(fc.constant('all' as const), fc.subarray(SKILLS))

type Figure = { amount?: string; quantity?: string }

const limit = (id: string) =>
  fc.record({
    id: fc.constant(id),
    per: fc.constantFrom('event', 'item_period', 'skill_period', 'contract_period', 'contract_life'),
    figure: fc.oneof(cents(30_000).map((amount): Figure => ({ amount })), quantity.map((units): Figure => ({ quantity: units }))),
    unit: maybe(fc.constant('h')),
    used: maybe(cents(20_000)),
  }).map(({ figure, unit, ...more }) => ({ ...more, ...figure, ...('quantity' in figure ? { unit } : {}) }))

const categoryRule = (id: string) =>
  fc.record({
    id: fc.constant(id),
    category: fc.oneof(category, fc.constant('any')),
    percent,
    unitPriceCeiling: maybe(cents(20_000)),
    aboveCeiling: maybe(fc.constantFrom('cap', 'refuse')),
    deductible: maybe(cents(8000)),
    limits: maybe(fc.tuple(limit(`${id}-limit`))),
  })

const rule = (id: string) =>
  fc.record({
    id: fc.constant(id),
    item: maybe(itemScope),
    skills: maybe(skillScope),
    excludedComponents: fc.subarray(['motor']),
    categories: fc.tuple(categoryRule(`${id}-1`), categoryRule(`${id}-2`)),
    limits: maybe(fc.tuple(limit(`${id}-limit`))),
  })

const contract = (id: string) =>
  fc.record({
    id: fc.constant(id),
    class: fc.constantFrom('maintenance', 'maintenance', 'maintenance', 'points', 'warranty'),
    customer: fc.constantFrom('ACME', 'ACME', 'ACME', 'OTHER'),
    start: fc.constantFrom('2026-01-01', '2025-06-30', '2026-08-01'),
    end: fc.constantFrom('2027-01-01', '2026-12-01', undefined),
    items: fc.subarray([{ kind: 'all' }, { kind: 'product', product: 'P-100' }, { kind: 'site', site: 'Lleida' }]),
    skills: skillScope,
    rules: fc.tuple(rule('r1'), rule('r2')),
    limits: fc.tuple(limit('total'), limit('second')),
    deductible: maybe(cents(5000)),
    points: fc.record({ balance: quantity, contractual: quantity, whenShort: fc.constantFrom('block', 'overdraw', 'invoice_remainder'), overdraft: quantity }),
  }).map((made) => {
    const { points, ...rest } = made
    if (made.class === 'points') return made
    return made.class === 'warranty' ? withoutLimits(rest) : rest
  })

const line = (id: string) =>
  fc.record({
    id: fc.constant(id),
    item: fc.constantFrom('PUMP-1', 'PUMP-2'),
    category,
    amount: cents(50_000),
    quantity,
    unit: maybe(fc.constant('h')),
    component: maybe(fc.constantFrom('motor/bearing', 'housing')),
  })

export const anyCase = fc.record({
  currency: fc.constantFrom('EUR', 'EUR', 'KWD'),
  customer: fc.constant('ACME'),
  requestedAt: fc.constant('2026-06-15T08:30:00Z'),
  skill: fc.constantFrom(['mechanics', 'hydraulics'], ['electrics'], []),
  policy: fc.record({ percentOf: fc.constantFrom('line', 'remaining') }),
  items: fc.constant([
    { id: 'PUMP-1', product: 'P-100', family: 'pumps', site: 'Lleida', path: ['LINE-A'] },
    { id: 'PUMP-2', product: 'P-200', family: 'pumps', site: 'Reus' },
  ]),
  lines: fc.integer({ min: 1, max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => line(String(at + 1))))),
  contracts: fc.integer({ min: 0, max: 5 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => contract(String(at + 1))))),
})

function withoutLimits<Made extends { rules: any[] }>(made: Made) {
  const bare = (row: any) => ({ ...row, limits: [] })
  return { ...made, limits: [], rules: made.rules.map((row) => ({ ...bare(row), categories: row.categories.map(bare) })) }
}
