import fc from 'fast-check'
import { test } from '@japa/runner'
import { addDays, addMonthsAnchored, endOfMonth, type CalendarDate } from '#shared/calendar/calendar_date'
import type { BilledSegment } from '#service_contracts/rules/billing_item'
import type { ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { reconcile } from '#service_contracts/rules/reconcile'
import { anyDay, anyTerms, chargedDays, day, lineTerms, toLedger, total, weighsEachDay } from '#tests/support/billing_cases'

const TARGET = day('2028-06-30')
const MANY = { numRuns: 2_000 }
const HONOLULU_TO_KIRITIMATI = ['Pacific/Honolulu', 'America/Sao_Paulo', 'UTC', 'Europe/Madrid', 'Asia/Kathmandu', 'Pacific/Kiritimati']

/** Contracts in currencies of 0, 2 and 3 decimals that also change while they are billed month after month. */
const anyContract: fc.Arbitrary<ContractLineTerms> = fc
  .tuple(anyTerms, fc.constantFrom('JPY', 'EUR', 'TND'), fc.option(anyDay))
  .map(([terms, currency, end]) => ({ ...terms, currency, end: end !== null && end > terms.start ? end : null }))

/** The ledger after runs on several days, each with the changes known by then. */
function billedOver(terms: ContractLineTerms, days: readonly CalendarDate[]): BilledSegment[] {
  const ledger: BilledSegment[] = []
  for (const on of [...days].sort()) {
    const known = { ...terms, events: (terms.events ?? []).filter((event) => event.on <= addDays(on, 20)) }
    ledger.push(...toLedger(reconcile(known, ledger, on), ledger.length + 1))
  }
  ledger.push(...toLedger(reconcile(terms, ledger, TARGET), ledger.length + 1))
  return ledger
}

const starts = (terms: ContractLineTerms, until: string) => reconcile(terms, [], day(until)).map(({ from }) => from)

test.group('Properties of the billing rules over thousands of contracts', (group) => {
  group.each.timeout(60_000)

  test('whatever was run before, a further run finds nothing', ({ assert }) => {
    fc.assert(
      fc.property(anyContract, fc.array(anyDay, { maxLength: 3 }), (terms, days) => {
        assert.isEmpty(reconcile(terms, billedOver(terms, days), TARGET))
      }),
      MANY
    )
  })

  test('no day is ever charged twice, and credits never exceed what they correct', ({ assert }) => {
    fc.assert(
      fc.property(anyContract.filter(weighsEachDay), fc.array(anyDay, { maxLength: 2 }), (terms, days) => {
        const ledger = billedOver(terms, days)
        for (const { from, times } of chargedDays(ledger)) if (times > 1) assert.fail(`${from} is charged twice`)
        const credited = Map.groupBy(ledger.filter(({ kind }) => kind === 'credit'), ({ corrects }) => corrects)
        for (const { id, amountMinor } of ledger) {
          if (-total(credited.get(id!) ?? []) > Math.max(0, amountMinor)) assert.fail(`more than ${amountMinor} is credited`)
        }
      }),
      MANY
    )
  })

  test('what was credited without giving days free is never credited again, whatever ends the line', ({ assert }) => {
    fc.assert(
      fc.property(anyContract, anyDay, fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 8 }), (terms, on, percents) => {
        const ledger = toLedger(reconcile({ ...terms, events: [] }, [], TARGET)).map((row, index) => ({ ...row, creditedMinor: Math.floor((row.amountMinor * (percents[index] ?? 0)) / 100) }))
        const ended = { ...terms, events: [{ on, kind: 'terminate' as const, credit: 'credit' as const }] }
        const credits = Map.groupBy(reconcile(ended, ledger, TARGET).filter(({ kind }) => kind === 'credit'), ({ corrects }) => corrects)
        for (const { id, amountMinor, creditedMinor } of ledger) {
          const given = creditedMinor - total(credits.get(id!) ?? [])
          if (given > amountMinor) assert.fail(`${given} of ${amountMinor} is given back`)
        }
      }),
      MANY
    )
  })

  test('a run on one day and another on a later one bill what a run on the later one bills', ({ assert }) => {
    const said = (items: readonly { from: string; to: string; amountMinor: number; billDate: string }[]) =>
      items.map(({ from, to, amountMinor, billDate }) => `${from} ${to} ${amountMinor} ${billDate}`).sort()
    fc.assert(
      fc.property(anyContract, anyDay, (terms, earlier) => {
        const first = reconcile(terms, [], earlier)
        assert.deepEqual(said([...first, ...reconcile(terms, toLedger(first), TARGET)]), said(reconcile(terms, [], TARGET)))
      }),
      MANY
    )
  })

  test('nothing is billed on a day of a suspension, whenever it became known', ({ assert }) => {
    fc.assert(
      fc.property(anyContract, anyDay, anyDay, anyDay, (terms, one, other, run) => {
        const [from, to] = [one, other].sort()
        // every single day costs something: a share that rounds to nothing, or a flat price, is not given back
        const byDays = { ...terms.billing, firstPartial: 'short' as const, lastPartial: 'short' as const, proration: 'actual' as const }
        terms = { ...terms, price: '9000.00', quantity: '1', billing: byDays }
        const paused = { ...terms, events: [{ on: from, kind: 'suspend' as const }, { on: to, kind: 'resume' as const }] }
        const before = toLedger(reconcile({ ...terms, events: [] }, [], run))
        const ledger = [...before, ...toLedger(reconcile(paused, before, TARGET), before.length + 1)]
        for (const days of chargedDays(ledger)) if (from < to && days.times > 0 && days.from < to && days.to > from) assert.fail(`${days.from} is charged`)
      }),
      MANY
    )
  })

  test('periods from the 29th, 30th or 31st come back to their day and never drift', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 2019, max: 2027 }), fc.constantFrom('01-29', '01-30', '01-31', '08-31', '12-31'), fc.constantFrom(1, 3, 6, 12), (year, monthDay, count) => {
        const start = day(`${year}-${monthDay}`)
        const found = starts(lineTerms({ start, billing: { period: { unit: 'month', count } } }), '2032-12-31')
        found.forEach((from, index) => assert.equal(from, addMonthsAnchored(start, index * count)))
        assert.isAbove(found.length, 4)
      }),
      MANY
    )
  })

  test('a line from 28 February bills from the 28th, and with the end of the month from its last day', ({ assert }) => {
    for (const year of [2023, 2024, 2025, 2028]) {
      const start = day(`${year}-02-28`)
      assert.deepEqual(starts(lineTerms({ start }), `${year}-05-01`), [start, day(`${year}-03-28`), day(`${year}-04-28`)])
      const ends = starts(lineTerms({ start: endOfMonth(start), billing: { anchor: { kind: 'month_end' } } }), `${year}-05-01`)
      assert.deepEqual(ends, [endOfMonth(start), day(`${year}-03-31`), day(`${year}-04-30`)])
    }
  })

  test('a yearly line from 29 February bills on the 28th of common years and on the 29th of leap years', ({ assert }) => {
    const found = starts(lineTerms({ start: day('2024-02-29'), billing: { period: { unit: 'year', count: 1 } } }), '2032-12-31')
    assert.deepEqual(found, ['2024', '2025', '2026', '2027', '2028', '2029', '2030', '2031', '2032'].map((year) => day(`${year}-02-${Number(year) % 4 === 0 ? 29 : 28}`)))
  })

  test('the days are the same from Honolulu to Kiritimati', ({ assert }) => {
    const before = process.env.TZ
    try {
      fc.assert(
        fc.property(anyContract, (terms) => {
          const found = HONOLULU_TO_KIRITIMATI.map((zone) => {
            process.env.TZ = zone
            return JSON.stringify(reconcile(terms, [], addDays(terms.start, 400)))
          })
          assert.lengthOf([...new Set(found)], 1)
        }),
        MANY
      )
    } finally {
      process.env.TZ = before
    }
  })
})
