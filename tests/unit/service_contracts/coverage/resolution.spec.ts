import { test } from '@japa/runner'
import { contract, decided, line, paid, PUMP, reasons, request, rule } from '#tests/support/coverage_world'

const one = [line('1', '100.00')]
const outcome = (input: Record<string, unknown>) => {
  const decision = decided(input)
  return { paid: decision.lines.flatMap(paid), reasons: reasons(decision) }
}

test.group('Which contracts are candidates', () => {
  test('the contract of the ordering party only where it covers what that party orders', ({ assert }) => {
    const dealer = { customer: 'DEALER' }
    const asked = { orderingParty: 'DEALER' }
    assert.deepEqual(outcome(request([contract('A', dealer)], one, asked)).reasons, ['A CUSTOMER_MISMATCH'])
    assert.deepEqual(outcome(request([contract('A', { ...dealer, coversOrderingParty: true })], one, asked)).paid, ['A 100.00'])
  })

  test('the term holds its first day and not its end, in the zone of the contract', ({ assert }) => {
    const at = (requestedAt: string) => outcome(request([contract('A', { timeZone: 'Europe/Madrid' })], one, { requestedAt })).reasons
    assert.deepEqual(at('2025-12-31T22:59:59Z'), ['A NOT_STARTED'])
    assert.deepEqual(at('2025-12-31T23:00:00Z'), [])
    assert.deepEqual(at('2026-12-31T22:59:59Z'), [])
    assert.deepEqual(at('2026-12-31T23:00:00Z'), ['A EXPIRED'])
  })

  test('the intervention counts where the contract says so, the request where none is planned', ({ assert }) => {
    const later = { referenceDate: 'intervention' }
    const planned = { interventionAt: '2027-01-02T08:00:00Z' }
    assert.deepEqual(outcome(request([contract('A', later)], one, planned)).reasons, ['A EXPIRED'])
    assert.deepEqual(outcome(request([contract('A', later)], one)).paid, ['A 100.00'])
    assert.deepEqual(outcome(request([contract('A')], one, planned)).paid, ['A 100.00'])
  })

  test('drafts have not started, ended and cancelled contracts are over, a credit hold suspends where agreed', ({ assert }) => {
    const reason = (more: Record<string, unknown>, asked = {}) => outcome(request([contract('A', more)], one, asked)).reasons
    assert.deepEqual(reason({ status: 'draft' }), ['A NOT_STARTED'])
    assert.deepEqual(reason({ status: 'cancelled' }), ['A EXPIRED'])
    assert.deepEqual(reason({ status: 'suspended' }), ['A SUSPENDED'])
    assert.deepEqual(reason({ status: 'notice_given' }), [])
    assert.deepEqual(reason({ onCreditHold: 'suspend' }, { creditHold: true }), ['A SUSPENDED'])
    assert.deepEqual(reason({}, { creditHold: true }), [])
    assert.deepEqual(reason({ currency: 'USD' }), ['A CURRENCY_MISMATCH'])
  })

  test('the waiting period ends on its last day', ({ assert }) => {
    assert.deepEqual(outcome(request([contract('A', { start: '2026-06-01', waitingDays: 14 })], one)).paid, ['A 100.00'])
    assert.deepEqual(outcome(request([contract('A', { start: '2026-06-01', waitingDays: 15 })], one)).reasons, ['A WAITING_PERIOD'])
  })
})

test.group('Which rule of a contract counts', () => {
  const scopes: [number, Record<string, unknown>][] = [
    [6, { kind: 'item', item: 'PUMP-1' }],
    [6, { kind: 'item', serial: 'S-77' }],
    [5, { kind: 'component', item: 'LINE-A' }],
    [5, { kind: 'component', item: 'PUMP-1', path: 'motor' }],
    [4, { kind: 'product', product: 'P-100' }],
    [3, { kind: 'group', group: 'pumps' }],
    [3, { kind: 'group', group: 'north' }],
    [2, { kind: 'site', site: 'Lleida', place: 'hall 2' }],
    [1, { kind: 'all' }],
  ]
  const motor = [line('1', '100.00', { component: 'motor/bearing' })]

  test('each scope reaches the item on its level', ({ assert }) => {
    for (const [level, scope] of scopes) {
      assert.equal(decided(request([contract('A', { items: [scope] })], motor)).lines[0].allocations[0]?.itemLevel, level, JSON.stringify(scope))
    }
  })

  test('scopes that name something else do not reach it', ({ assert }) => {
    for (const scope of [
      { kind: 'item', item: 'PUMP-2' },
      { kind: 'component', item: 'PUMP-1', path: 'mot' },
      { kind: 'component', item: 'LINE-B' },
      { kind: 'product', product: 'P-1' },
      { kind: 'site', site: 'Lleida', place: 'hall 20' },
    ]) {
      assert.deepEqual(outcome(request([contract('A', { items: [scope] })], motor)).reasons, ['A ITEM_NOT_COVERED'], JSON.stringify(scope))
    }
  })

  test('every less specific rule is beaten, whatever their order', ({ assert }) => {
    const rules = scopes.map(([, item], at) => rule(String(at), { item }, { percent: String(99 - at) }))
    for (let first = 0; first < rules.length; first += 1) {
      const decision = decided(request([contract('A', { rules: rules.slice(first).toReversed() })], motor))
      assert.equal(decision.lines[0].allocations[0].itemLevel, scopes[first][0])
    }
  })

  test('an exclusion of the most specific rule is never taken back by a wider one', ({ assert }) => {
    const rules = [rule('1', { item: { kind: 'item', item: 'PUMP-1' } }, { category: 'labour' }), rule('2')]
    assert.deepEqual(outcome(request([contract('A', { rules })], one)), { paid: [], reasons: ['A CATEGORY_EXCLUDED', 'A LESS_SPECIFIC'] })
  })

  test('listing a skill covers everything below it, an empty list covers nothing', ({ assert }) => {
    const skills = (listed: unknown) => outcome(request([contract('A', { skills: listed })], one)).reasons
    assert.deepEqual(skills(['mechanics']), [])
    assert.deepEqual(skills(['hydraulics']), [])
    assert.deepEqual(skills(['hydraulics/pumps']), ['A SKILL_NOT_COVERED'])
    assert.deepEqual(skills([]), ['A SKILL_NOT_COVERED'])
  })

  test('a category rule that names the product comes before the one for the category', ({ assert }) => {
    const categories = [
      { id: '1', category: 'any', percent: '10' },
      { id: '2', category: 'part', percent: '20', excluded: ['seal'] },
      { id: '3', category: 'any', percent: '30', included: ['hoses'] },
    ]
    const asked = [line('1', '100.00'), line('2', '100.00', { product: 'H-1', family: 'hoses' }), line('3', '100.00', { product: 'seal' }), line('4', '100.00', { category: 'travel' })]
    const { lines } = decided(request([contract('A', { rules: [{ id: 'R', categories }] })], asked))
    assert.deepEqual(lines.map(({ covered }) => covered), ['20.00', '30.00', '0.00', '10.00'])
  })
})

test.group('In which order contracts are asked', () => {
  test('earlier end of term first, then the smaller number, 9 before 10', ({ assert }) => {
    const half = (id: string, end: string | null) => contract(id, { end, rules: [rule('R', {}, { percent: '25' })] })
    const all = [half('10', '2027-01-01'), half('9', '2027-01-01'), half('1', null), half('77', '2026-12-01')]
    assert.deepEqual(outcome(request(all, one)).paid, ['77 25.00', '9 25.00', '10 25.00', '1 25.00'])
  })

  test('the order of classes can be chosen, and what comes after billable is not asked', ({ assert }) => {
    const all = [contract('W', { class: 'warranty' }), contract('M')]
    assert.deepEqual(outcome(request(all, one, { policy: { classOrder: ['maintenance', 'billable', 'warranty'] } })).paid, ['M 100.00'])
    const never = outcome(request([contract('W', { class: 'warranty' })], one, { policy: { classOrder: ['maintenance', 'billable', 'warranty'] } }))
    assert.deepEqual(never, { paid: [], reasons: ['W LESS_SPECIFIC'] })
  })

  test('says on which point the contract that came first differs', ({ assert }) => {
    const second = contract('B', { items: [{ kind: 'product', product: PUMP.product }], end: '2027-06-01' })
    const [rejection] = decided(request([contract('A', { items: [{ kind: 'item', item: 'PUMP-1' }] }), second], one)).lines[0].rejected
    assert.deepEqual(rejection.detail, { by: 'A', criterion: 'item' })
  })
})

test.group('Limits and points', () => {
  test('a period is counted from the first day of the contract, without drift', ({ assert }) => {
    const limits = [{ id: 'l', per: 'contract_period', amount: '10.00', period: { unit: 'month' } }]
    const at = (requestedAt: string) => {
      const [{ from, to }] = decided(request([contract('A', { start: '2026-01-31', limits })], one, { requestedAt })).lines[0].allocations[0].limits
      return [from, to]
    }
    assert.deepEqual(at('2026-02-27T12:00:00Z'), ['2026-01-31', '2026-02-28'])
    assert.deepEqual(at('2026-02-28T12:00:00Z'), ['2026-02-28', '2026-03-31'])
    assert.deepEqual(at('2026-03-30T12:00:00Z'), ['2026-02-28', '2026-03-31'])
  })

  test('a limit by the calendar begins on the first of January', ({ assert }) => {
    const limits = [{ id: 'l', per: 'contract_period', amount: '10.00', period: { unit: 'year', from: 'calendar' } }]
    const [movement] = decided(request([contract('A', { start: '2026-03-15', limits })], one)).lines[0].allocations[0].limits
    assert.containSubset(movement, { from: '2026-01-01', to: '2027-01-01', before: '10.00', after: '0.00' })
  })

  test('a balance that does not reach is refused, or overdrawn as far as agreed', ({ assert }) => {
    const points = (whenShort: string, overdraft: string) =>
      decided(request([contract('P', { class: 'points', points: { balance: '5', contractual: '8', whenShort, overdraft } })], one))
    assert.deepEqual(reasons(points('block', '9')), ['P POINTS_SHORT 100.00'])
    assert.deepEqual(reasons(points('overdraw', '2')), ['P POINTS_SHORT 100.00'])
    assert.deepEqual(points('overdraw', '3').lines[0].allocations[0].points, { debit: '8', before: '5', after: '-3' })
  })

  test('a limit on money takes no served units back', ({ assert }) => {
    const limits = [{ id: 'visits', per: 'contract_period', quantity: '4', unit: 'visit' }, { id: 'money', per: 'event', amount: '30.00' }]
    const [allocation] = decided(request([contract('A', { limits })], [line('1', '90.00', { unit: 'visit' })])).lines[0].allocations
    assert.equal(allocation.quantity, '1')
    assert.equal(allocation.limits.find(({ limit }) => limit === 'visits')?.after, '3')
  })

  test('a visit that costs nothing still counts', ({ assert }) => {
    const limits = [{ id: 'visits', per: 'contract_period', quantity: '4', used: '3' }]
    const { allocations } = decided(request([contract('A', { limits })], [line('1', '0.00')])).lines[0]
    assert.deepEqual([allocations[0].amount, allocations[0].limits[0].after], ['0.00', '0'])
  })
})
