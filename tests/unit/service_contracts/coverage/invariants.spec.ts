import fc from 'fast-check'
import { test } from '@japa/runner'
import { parseDecimal } from '#shared/money/decimal'
import { coverageCaseFrom } from '#service_contracts/rules/coverage/case_reader'
import type { Allocation, CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import { decide } from '#service_contracts/rules/coverage/decide'
import { anyCase } from '#tests/support/coverage_cases'

const RUNS = { numRuns: 500 }
const decided = (input: unknown) => decide(coverageCaseFrom(input))
const units = (text: string) => {
  const { unscaled, scale } = parseDecimal(text)
  return unscaled * 10n ** BigInt(9 - scale)
}
const sum = (texts: string[]) => texts.reduce((total, text) => total + units(text), 0n)
const allocations = ({ lines }: CoverageDecision) => lines.flatMap((line) => line.allocations)
const movements = (decision: CoverageDecision) =>
  allocations(decision).flatMap((allocation: Allocation) => allocation.limits.map((moved) => ({ ...moved, allocation })))

/** The same value with every list in another order; lists inside lists too, but not paths and figures. */
function shuffled(value: unknown, pick: (size: number) => number): unknown {
  if (Array.isArray(value)) {
    const left = value.map((entry) => shuffled(entry, pick))
    if (value.every((entry) => typeof entry === 'string')) return left
    return value.map(() => left.splice(pick(left.length), 1)[0])
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([name, entry]) => [name, shuffled(entry, pick)]))
}

test.group('Invariants of coverage decisions', () => {
  test('allocations and remainder equal the line, and lines equal the total', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const decision = decided(input)
        for (const line of decision.lines) {
          const covered = sum(line.allocations.map(({ amount }) => amount))
          assert.equal(covered, units(line.covered))
          assert.equal(covered + units(line.billable), units(line.amount))
          assert.isTrue(units(line.billable) >= 0n && line.allocations.every(({ amount }) => units(amount) >= 0n))
        }
        for (const name of ['amount', 'covered', 'billable'] as const) {
          assert.equal(sum(decision.lines.map((line) => line[name])), units(decision[name]))
        }
      }),
      RUNS
    )
  })

  test('no limit is exceeded, and each allocation moves it by exactly what it took', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, (input) => {
        for (const { allocation, before, after, figure, kind } of movements(decided(input))) {
          assert.isTrue(units(after) >= 0n && units(before) <= units(figure))
          assert.equal(units(before) - units(after), units(kind === 'amount' ? allocation.amount : allocation.quantity))
        }
      }),
      RUNS
    )
  })

  test('what one line used is gone for the next: movements of a limit follow one another', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const left = new Map<string, string>()
        for (const { allocation, limit, key, before, after } of movements(decided(input))) {
          const pot = JSON.stringify([allocation.contract, limit, key])
          if (left.has(pot)) assert.equal(before, left.get(pot))
          left.set(pot, after)
        }
      }),
      RUNS
    )
  })

  test('an allocation is never above its percentage of the line', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const decision = decided(input)
        for (const { amount, allocations: paid } of decision.lines) {
          for (const allocation of paid) {
            const halfUnit = decision.currency === 'EUR' ? 5_000_000n : 500_000n
            assert.isTrue(units(allocation.amount) * 100n * 10n ** 9n <= units(amount) * units(allocation.percent) + halfUnit * 100n * 10n ** 9n)
          }
        }
      }),
      RUNS
    )
  })

  test('every contract has either paid or a reason, for each line', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const decision = decided(input)
        const out = new Set(decision.rejected.map(({ contract }) => contract))
        for (const { line, allocations: paid, rejected } of decision.lines) {
          const named = new Set([...out, ...paid.map(({ contract }) => contract), ...rejected.map(({ contract }) => contract)])
          for (const { id } of input.contracts) assert.isTrue(named.has(id), `contract ${id}, line ${line}`)
        }
      }),
      RUNS
    )
  })

  test('the order of the input is irrelevant, and the same input gives the same bytes', ({ assert }) => {
    fc.assert(
      fc.property(anyCase, fc.infiniteStream(fc.nat()), (input, stream) => {
        const other = shuffled(input, (size) => (stream.next().value as number) % size)
        assert.equal(JSON.stringify(decided(other)), JSON.stringify(decided(input)))
        assert.equal(JSON.stringify(decide(JSON.parse(JSON.stringify(coverageCaseFrom(input))))), JSON.stringify(decided(input)))
      }),
      RUNS
    )
  })
})
