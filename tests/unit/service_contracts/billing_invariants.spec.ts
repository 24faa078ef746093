import fc from 'fast-check'
import { test } from '@japa/runner'
import { addDays, addMonthsAnchored } from '#shared/calendar/calendar_date'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { BilledSegment, BillingItem } from '#service_contracts/rules/billing_item'
import type { ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { reconcile } from '#service_contracts/rules/reconcile'
import { anyDay, anyPolicy, anyTerms, chargedDays, day, lineTerms, near, nearTerms, toLedger, total, weighsEachDay } from '#tests/support/billing_cases'

const target = day('2028-06-30')
const MANY = { numRuns: 1_000 }
// a few lines of very many periods among those that pack as much into fewer
const anyLine = fc.oneof({ weight: 30, arbitrary: anyTerms.map((terms) => nearTerms(terms, target)) }, { weight: 1, arbitrary: anyTerms })

function runTwice(before: ContractLineTerms, after: ContractLineTerms): { first: BillingItem[]; second: BillingItem[]; ledger: BilledSegment[] } {
  const first = reconcile(before, [], target)
  const ledger = toLedger(first)
  const second = reconcile(after, ledger, target)
  return { first, second, ledger: [...ledger, ...toLedger(second, 10_001)] }
}

const withoutEvents = (terms: ContractLineTerms): ContractLineTerms => ({ ...terms, events: [] })

test.group('Invariants of the billing rules', (group) => {
  group.each.timeout(60_000)

  test('a second run finds nothing', ({ assert }) => {
    fc.assert(
      fc.property(anyLine, (terms) => {
        assert.isEmpty(reconcile(terms, toLedger(reconcile(terms, [], target)), target))
      }),
      MANY
    )
  })

  test('a second run finds nothing after changes were billed and credited', ({ assert }) => {
    fc.assert(
      fc.property(anyLine, (terms) => {
        assert.isEmpty(reconcile(terms, runTwice(withoutEvents(terms), terms).ledger, target))
      }),
      MANY
    )
  })

  test('no day is ever billed twice', ({ assert }) => {
    fc.assert(
      fc.property(anyLine.filter(weighsEachDay), (terms) => {
        const { ledger } = runTwice(withoutEvents(terms), terms)
        for (const { from, times } of chargedDays(ledger)) if (times > 1) assert.fail(`${from} is billed twice`)
      }),
      MANY
    )
  })

  test('a period never costs more than its price', ({ assert }) => {
    fc.assert(
      fc.property(anyPolicy, anyDay, anyDay, (policy, one, other) => {
        const suspended = [one, other].map((on) => near(on, policy, target)).sort()
        const terms = lineTerms({ price: '8431.17', start: near(day('2020-01-31'), policy, target), billing: policy })
        const paused = { ...terms, events: [{ on: suspended[0], kind: 'suspend' as const }, { on: suspended[1], kind: 'resume' as const }] }
        const perPeriod = new Map<string, number>()
        for (const { basis, amountMinor, ratio } of reconcile(paused, [], target)) {
          if (ratio.num > ratio.den) continue
          perPeriod.set(basis.periodFrom, (perPeriod.get(basis.periodFrom) ?? 0) + amountMinor)
        }
        for (const amount of perPeriod.values()) assert.isTrue(amount <= 843_117 * 2, String(amount))
        if (policy.firstPartial !== 'long' && policy.lastPartial !== 'long') {
          for (const amount of perPeriod.values()) assert.isAtMost(amount, 843_117)
        }
      }),
      MANY
    )
  })

  test('pieces of a period that end on half a cent each do not cost a cent more than it', ({ assert }) => {
    const billing = { period: { unit: 'month' as const, count: 9 }, mode: 'advance' as const, proration: 'actual_360' as const }
    const events = [{ on: day('2020-08-13'), kind: 'suspend' as const }, { on: day('2020-08-17'), kind: 'resume' as const }]
    const terms = lineTerms({ price: '8431.17', start: day('2020-01-01'), billing, events })
    const first = reconcile(terms, [], day('2020-09-01'))
    // 225/270 and 45/270 of 8,431.17 are 7,025.975 and 1,405.195: rounded by themselves they come to 8,431.18
    assert.deepEqual(first.map(({ amountMinor }) => amountMinor), [702_598, 140_519])
    assert.isEmpty(reconcile(terms, toLedger(first), day('2020-09-01')))
  })

  test('credits never exceed the charge they correct', ({ assert }) => {
    fc.assert(
      fc.property(anyLine, (terms) => {
        const { first, second } = runTwice(withoutEvents(terms), terms)
        const credited = Map.groupBy(second.filter(({ kind }) => kind === 'credit'), ({ corrects }) => corrects)
        first.forEach(({ amountMinor }, index) => {
          if (-total(credited.get(index + 1) ?? []) > amountMinor) assert.fail(`more than ${amountMinor} is credited`)
        })
      }),
      MANY
    )
  })

  test('running on one day and then on a later one bills what one run on the later day bills', ({ assert }) => {
    fc.assert(
      fc.property(anyLine, anyDay, (terms, someDay) => {
        const earlier = near(someDay, terms.billing, target)
        const first = reconcile(terms, [], earlier)
        const second = reconcile(terms, toLedger(first), target)
        const sum = [...first, ...second].map((item) => `${item.from} ${item.to} ${item.amountMinor} ${item.billDate}`)
        const once = reconcile(terms, [], target).map((item) => `${item.from} ${item.to} ${item.amountMinor} ${item.billDate}`)
        assert.equal(sum.sort().join('\n'), once.sort().join('\n'))
      }),
      MANY
    )
  })

  test('running on an earlier day after a later one changes nothing', ({ assert }) => {
    fc.assert(
      fc.property(anyLine, anyDay, (terms, earlier) => {
        assert.isEmpty(reconcile(terms, toLedger(reconcile(terms, [], target)), near(earlier, terms.billing, target)))
      }),
      MANY
    )
  })

  test('an amendment and its reversal leave the same sum', ({ assert }) => {
    fc.assert(
      fc.property(anyPolicy, anyDay, fc.constantFrom('120.00', '80.00', '99.99'), (policy, someDay, price) => {
        const [start, end, on] = [day('2020-01-31'), day('2026-03-15'), someDay].map((one) => near(one, policy, target))
        const terms = lineTerms({ start, end, billing: policy })
        const amend = { on, kind: 'amend' as const, price }
        const amended = runTwice(terms, { ...terms, events: [amend] })
        const reversed = reconcile({ ...terms, events: [amend, { ...amend, price: terms.price }] }, amended.ledger, target)
        // A long stub is rounded once with its neighbour and, where days are counted generously, credited apart from it.
        const isRoundedTwice = [policy.firstPartial, policy.lastPartial].includes('long')
        assert.isAtMost(Math.abs(total([...amended.second, ...reversed])), isRoundedTwice ? 1 : 0)
      }),
      MANY
    )
  })

  test('an amended anchor taken back on its day leaves nothing', ({ assert }) => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 31 }), (on, dayOfMonth) => {
        const terms = lineTerms({ start: day('2020-01-31') })
        const events = [
          { on, kind: 'amend' as const, anchor: { kind: 'day_of_month' as const, day: dayOfMonth } },
          { on, kind: 'amend' as const, anchor: { kind: 'start' as const } },
        ]
        assert.equal(JSON.stringify(reconcile({ ...terms, events }, [], target)), JSON.stringify(reconcile(terms, [], target)))
      }),
      MANY
    )
  })

  test('a line cancelled on its first day costs nothing, or exactly one day', ({ assert }) => {
    fc.assert(
      fc.property(anyPolicy, anyDay, (policy, someDay) => {
        const start = near(someDay, policy, target)
        const billing = { ...policy, firstPartial: 'short' as const, lastPartial: 'short' as const, proration: 'actual' as const, freeDays: 0, freePeriods: 0 }
        const terms = lineTerms({ start, billing })
        const cancel = { on: start, kind: 'terminate' as const, credit: 'credit' as const }
        const billed = reconcile(terms, [], target)
        const credited = reconcile({ ...terms, events: [cancel] }, toLedger(billed), target)
        assert.equal(total([...billed, ...credited]), 0)

        const oneDay = reconcile({ ...terms, events: [{ ...cancel, dayUsed: true }] }, [], target)
        assert.deepEqual(oneDay.map(({ from, to }) => [from, to]), [[start, addDays(start, 1)]])
      }),
      MANY
    )
  })

  test('suspended days are never billed', ({ assert }) => {
    fc.assert(
      fc.property(anyLine, anyDay, anyDay, (terms, one, other) => {
        const [from, to] = [one, other].map((on) => near(on, terms.billing, target)).sort()
        const events = [{ on: from, kind: 'suspend' as const }, { on: to, kind: 'resume' as const }]
        for (const item of reconcile({ ...terms, events }, [], target)) {
          assert.isTrue(item.to <= from || item.from >= to || from === to, `${item.from} ${item.to}`)
        }
      }),
      MANY
    )
  })

  test('a full term anchored on its start costs its price times its periods', ({ assert }) => {
    fc.assert(
      fc.property(anyPolicy, anyDay, fc.integer({ min: 1, max: 12 }), (policy, start, periods) => {
        const end = addMonthsAnchored(start, periods * 2)
        const billing = { ...policy, period: { unit: 'month' as const, count: 2 }, anchor: { kind: 'start' as const }, freeDays: 0, freePeriods: 0 }
        const items = reconcile(lineTerms({ price: '33.33', start, end, billing }), [], day('2035-01-01'))
        assert.equal(total(items), 3_333 * periods)
      }),
      MANY
    )
  })

  test('the order of lines and of ledger rows is irrelevant', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 4 }), (lines) => {
        const forth = lines.map((terms) => reconcile(terms, [], target))
        const back = [...lines].reverse().map((terms) => reconcile(terms, [], target))
        assert.equal(JSON.stringify(forth), JSON.stringify(back.reverse()))

        lines.forEach((terms, index) => {
          assert.isEmpty(reconcile(terms, toLedger(forth[index]).reverse(), target))
        })
      }),
      MANY
    )
  })

  test('a refusal is the only error', ({ assert }) => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (price, quantity) => {
        try {
          reconcile(lineTerms({ price, quantity }), [], target)
        } catch (error) {
          assert.instanceOf(error, BillingRefused)
        }
      }),
      MANY
    )
  })
})
