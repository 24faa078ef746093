import fc from 'fast-check'
import { test } from '@japa/runner'
import { moneyText } from '#shared/money/money'
import { amountOf } from '#billing/rules/manual_charge'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import { billedPart, sharesHash, totalShare, workShares } from '#service_desk/rules/work_shares'
import { contract, decided, line, request, rule, terms } from '#tests/support/coverage_world'

const shares = (decision: CoverageDecision) => workShares(decision, decision.lines.map((_, at) => at + 1))
const limited = (id: string, percent: string, figure: string) => contract(id, { limits: [{ id: 'L', per: 'event', amount: figure }], rules: [rule('R', {}, { percent })] })

test.group('What becomes of reported work', () => {
  test('is covered, or billable, line by line', ({ assert }) => {
    // 120.00 × 80 % = 96.00, 24.00 left; labour is excluded
    const decision = decided(request([contract('C', { rules: [rule('R', {}, { category: 'part', percent: '80' })] })], [line('1', '120.00'), line('2', '200.00', { category: 'labour', quantity: '2.5', unit: 'h' })]))
    const [part, labour] = shares(decision)
    assert.deepInclude(part, { lineId: 1, amountCents: 12_000, coveredCents: 9_600, pointsCents: 0, billableCents: 2_400 })
    assert.deepEqual(part.payers, [{ contract: 'C', cents: 9_600, points: null }])
    assert.deepInclude(labour, { amountCents: 20_000, coveredCents: 0, billableCents: 20_000, payers: [] })
    assert.deepEqual(totalShare([part, labour]), { amountCents: 32_000, coveredCents: 9_600, pointsCents: 0, billableCents: 22_400 })
  })

  test('is invoiced by its quantity and price where nobody else pays, else as the remainder', ({ assert }) => {
    const [part, labour] = shares(decided(request([contract('C', terms({ category: 'part', percent: '80' }))], [line('1', '120.00'), line('2', '200.00', { category: 'labour' })])))
    assert.deepEqual(billedPart(labour, { quantity: '2.5', unitPrice: '80.00' }, 'EUR'), { quantity: '2.5', unitPrice: '80.00' }) // 2.5 × 80.00 = 200.00
    assert.deepEqual(billedPart(part, { quantity: '1', unitPrice: '120.00' }, 'EUR'), { quantity: '1', unitPrice: '24.00' })
    const [whole] = shares(decided(request([contract('C')], [line('1', '120.00')])))
    assert.isNull(billedPart(whole, { quantity: '1', unitPrice: '120.00' }, 'EUR'))
  })

  test('is refused when the decision is about other lines', ({ assert }) => {
    const decision = decided(request([], [line('1', '10.00')]))
    assert.throws(() => workShares(decision, [1, 2]), RangeError)
  })

  test('covered, by points and billable always make up the line, and the charge is what is billable', ({ assert }) => {
    const quantity = fc.integer({ min: 1, max: 4_000 }).map((hundredths) => (hundredths / 100).toFixed(2))
    const price = fc.integer({ min: 0, max: 50_000 }).map((cents) => (cents / 100).toFixed(2))
    const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2))
    const lines = fc.array(fc.record({ quantity, price, category: fc.constantFrom('part', 'labour', 'travel', 'expense') }), { minLength: 1, maxLength: 5 })
    let paidByPoints = 0
    fc.assert(
      fc.property(lines, percent, percent, fc.integer({ min: 1, max: 100_000 }), (worked, first, second, cap) => {
        const asked = worked.map((one, at) => line(String(at + 1), moneyText(amountOf(one.quantity, one.price, 'EUR')!, 'EUR'), { category: one.category, quantity: one.quantity }))
        const points = contract('P', { class: 'points', rules: [rule('R', {}, { percent: second })], points: { balance: '7', contractual: '1', lines: [{ line: '1', points: '3' }], whenShort: 'invoice_remainder' } })
        const found = shares(decided(request([limited('A', first, moneyText(cap, 'EUR')), contract('B', terms({ category: 'labour', percent: second })), points], asked)))
        if (found.some(({ pointsCents }) => pointsCents > 0)) paidByPoints += 1
        for (const [at, share] of found.entries()) {
          const { quantity: hours, price: each } = worked[at]
          assert.equal(share.amountCents, amountOf(hours, each, 'EUR'))
          assert.equal(share.coveredCents + share.pointsCents + share.billableCents, share.amountCents)
          const part = billedPart(share, { quantity: hours, unitPrice: each }, 'EUR')
          assert.equal(part ? amountOf(part.quantity, part.unitPrice, 'EUR') : 0, share.billableCents)
        }
      }),
      { numRuns: 60 }
    )
    assert.isAbove(paidByPoints, 0)
  })

  test('what a person saw is told apart by every cent', ({ assert }) => {
    const one = shares(decided(request([contract('C', terms({ percent: '80' }))], [line('1', '120.00')])))
    const other = shares(decided(request([contract('C', terms({ percent: '80' }))], [line('1', '120.01')])))
    assert.equal(sharesHash(one), sharesHash(structuredClone(one)))
    assert.notEqual(sharesHash(one), sharesHash(other))
  })
})
