import { contract, line, PUMP, request, rule, terms } from '#tests/support/coverage_world'

/** A case worked out by hand: what is asked, the arithmetic, and what must come out. */
export interface WorkedCase {
  title: string
  arithmetic: string
  input: Record<string, unknown>
  /** Allocations of each line, lines by id. */
  paid: string[][]
  billable: string
  /** Everything that was refused, in order. */
  reasons: string[]
}

const yearly = (amount: string, used: string, more = {}) => ({ id: 'year', per: 'contract_period', amount, used, ...more })
const hours = (quantity: string, used: string, more = {}) => ({ id: 'hours', per: 'contract_period', quantity, unit: 'h', used, ...more })
const labour = (id: string, amount: string, quantity: string) => line(id, amount, { category: 'labour', quantity, unit: 'h' })
const office = { id: 'office', timeZone: 'Europe/Madrid', week: { 1: ['08:00-13:00', '14:00-18:00'] }, holidays: ['2026-08-15'] }

export const WORKED_CASES: WorkedCase[] = [
  {
    title: 'A yearly cap on parts with little left',
    arithmetic: '150.00 × 80 % = 120.00; cap 500.00 − 420.00 used = 80.00; least 80.00; 150.00 − 80.00 = 70.00 billable; 120.00 − 80.00 = 40.00 withheld',
    input: request([contract('A', { ...terms({ category: 'part', percent: '80' }), limits: [yearly('500.00', '420.00', { categories: ['part'] })] })], [line('1', '150.00')]),
    paid: [['A 80.00']],
    billable: '70.00',
    reasons: ['A LIMIT_AMOUNT 40.00'],
  },
  {
    title: 'A second contract takes what the cap of the first refused',
    arithmetic: 'A pays 80.00 as above; 150.00 − 80.00 = 70.00 flows on; B pays 100 % up to what remains = 70.00',
    input: request(
      [contract('B', { end: '2028-01-01' }), contract('A', { ...terms({ percent: '80' }), limits: [yearly('500.00', '420.00')] })],
      [line('1', '150.00')]
    ),
    paid: [['A 80.00', 'B 70.00']],
    billable: '0.00',
    reasons: ['A LIMIT_AMOUNT 40.00'],
  },
  {
    title: 'A percentage is of the line, also for the second contract',
    arithmetic: 'A pays 150.00 × 50 % = 75.00; B 150.00 × 40 % = 60.00, less than the 75.00 that remain; 150.00 − 75.00 − 60.00 = 15.00',
    input: request([contract('A', terms({ percent: '50' })), contract('B', terms({ percent: '40' }))], [line('1', '150.00')]),
    paid: [['A 75.00', 'B 60.00']],
    billable: '15.00',
    reasons: [],
  },
  {
    title: 'With the policy "remaining" a percentage is of what earlier contracts left',
    arithmetic: 'A pays 150.00 × 50 % = 75.00; B 75.00 × 40 % = 30.00; 150.00 − 75.00 − 30.00 = 45.00',
    input: request([contract('A', terms({ percent: '50' })), contract('B', terms({ percent: '40' }))], [line('1', '150.00')], { policy: { percentOf: 'remaining' } }),
    paid: [['A 75.00', 'B 30.00']],
    billable: '45.00',
    reasons: [],
  },
  {
    title: 'The deductible comes first, then the percentage',
    arithmetic: '(200.00 − 50.00) × 80 % = 120.00; 200.00 − 120.00 = 80.00',
    input: request([contract('A', terms({ percent: '80', deductible: '50.00' }))], [line('1', '200.00')]),
    paid: [['A 120.00']],
    billable: '80.00',
    reasons: ['A DEDUCTIBLE 50.00'],
  },
  {
    title: 'A deductible is borne once for the whole event',
    arithmetic: 'line 1: 30.00 all borne; line 2: 50.00 − 30.00 = 20.00 left to bear, 100.00 − 20.00 = 80.00; 30.00 + 20.00 = 50.00',
    input: request([contract('A', { deductible: '50.00' })], [line('1', '30.00'), line('2', '100.00')]),
    paid: [[], ['A 80.00']],
    billable: '50.00',
    reasons: ['A DEDUCTIBLE 30.00', 'A DEDUCTIBLE 20.00'],
  },
  {
    title: 'A unit dearer than the ceiling is covered up to it',
    arithmetic: '3 × 40.00 ceiling = 120.00 of 150.00; 150.00 − 120.00 = 30.00',
    input: request([contract('A', terms({ unitPriceCeiling: '40.00' }))], [line('1', '150.00', { quantity: '3' })]),
    paid: [['A 120.00']],
    billable: '30.00',
    reasons: ['A PRICE_CEILING 30.00'],
  },
  {
    title: 'A unit dearer than the ceiling is not covered at all where the rule says so',
    arithmetic: '150.00 ÷ 3 = 50.00 a unit, above 40.00: nothing of 150.00',
    input: request([contract('A', terms({ unitPriceCeiling: '40.00', aboveCeiling: 'refuse' }))], [line('1', '150.00', { quantity: '3' })]),
    paid: [[]],
    billable: '150.00',
    reasons: ['A PRICE_CEILING 150.00'],
  },
  {
    title: 'Ten hours a year, eight used',
    arithmetic: '10 − 8 = 2 of 3 hours; 300.00 × 2/3 = 200.00; 100.00 billable',
    input: request([contract('A', { limits: [hours('10', '8')] })], [labour('1', '300.00', '3')]),
    paid: [['A 200.00']],
    billable: '100.00',
    reasons: ['A LIMIT_QTY 100.00'],
  },
  {
    title: 'The hours one contract refuses count on the next one, and only those',
    arithmetic: 'A 2 of 3 hours = 200.00; B the third = 100.00 and counts 1 hour: 5 − 1 = 4 left',
    input: request([contract('A', { limits: [hours('10', '8')] }), contract('B', { limits: [hours('5', '0')] })], [labour('1', '300.00', '3')]),
    paid: [['A 200.00', 'B 100.00']],
    billable: '0.00',
    reasons: ['A LIMIT_QTY 100.00'],
  },
  {
    title: 'Of several limits the least counts',
    arithmetic: '90.00; event 60.00, year 500.00 − 470.00 = 30.00; least 30.00; 90.00 − 30.00 = 60.00',
    input: request([contract('A', { limits: [{ id: 'event', per: 'event', amount: '60.00' }, yearly('500.00', '470.00')] })], [line('1', '90.00')]),
    paid: [['A 30.00']],
    billable: '60.00',
    reasons: ['A LIMIT_AMOUNT 60.00'],
  },
  {
    title: 'Lines of one event share a limit, in the order of their ids',
    arithmetic: '100.00 for the event: line 1 takes 70.00, line 2 the other 30.00 of 70.00; 40.00 billable',
    input: request([contract('A', { limits: [{ id: 'event', per: 'event', amount: '100.00' }] })], [line('2', '70.00'), line('1', '70.00')]),
    paid: [['A 70.00'], ['A 30.00']],
    billable: '40.00',
    reasons: ['A LIMIT_AMOUNT 40.00'],
  },
  {
    title: 'A limit per item leaves other items their own',
    arithmetic: 'PUMP-1 used 90.00 of 100.00, pays 10.00 of 50.00; PUMP-2 used nothing, pays 50.00; 40.00 billable',
    input: request(
      [contract('A', { limits: [{ id: 'item', per: 'item_period', amount: '100.00', used: [{ key: 'PUMP-1', figure: '90.00' }] }] })],
      [line('1', '50.00', { item: 'PUMP-1' }), line('2', '50.00', { item: 'PUMP-2' })],
      { items: [PUMP, { id: 'PUMP-2', product: 'P-100' }] }
    ),
    paid: [['A 10.00'], ['A 50.00']],
    billable: '40.00',
    reasons: ['A LIMIT_AMOUNT 40.00'],
  },
  {
    title: 'A rule crossed from item and skill beats an item rule and a skill rule',
    arithmetic: 'crossed 90 % of 100.00 = 90.00; the item rule (100 %) and the skill rule (50 %) are less specific',
    input: request(
      [
        contract('A', {
          rules: [
            rule('1', { item: { kind: 'item', item: 'PUMP-1' } }, { percent: '100' }),
            rule('2', { skills: ['hydraulics'] }, { percent: '50' }),
            rule('3', { item: { kind: 'product', product: 'P-100' }, skills: ['mechanics'] }, { percent: '90' }),
          ],
        }),
      ],
      [line('1', '100.00')]
    ),
    paid: [['A 90.00']],
    billable: '10.00',
    reasons: ['A LESS_SPECIFIC', 'A LESS_SPECIFIC'],
  },
  {
    title: 'Of two contracts the one that names the product comes before the one that covers everything',
    arithmetic: 'B level 4 before A level 1, though A ends earlier: B pays 100.00 × 60 % = 60.00, A the other 40.00',
    input: request(
      [contract('A', { end: '2026-07-01' }), contract('B', { items: [{ kind: 'product', product: 'P-100' }], ...terms({ percent: '60' }) })],
      [line('1', '100.00')]
    ),
    paid: [['B 60.00', 'A 40.00']],
    billable: '0.00',
    reasons: [],
  },
  {
    title: 'The warranty comes before maintenance, whatever their items',
    arithmetic: 'W 100 % of 100.00; the maintenance contract for the exact item comes later and has nothing left to pay',
    input: request([contract('A', { items: [{ kind: 'item', item: 'PUMP-1' }] }), contract('W', { class: 'warranty' })], [line('1', '100.00')]),
    paid: [['W 100.00']],
    billable: '0.00',
    reasons: ['A LESS_SPECIFIC'],
  },
  {
    title: 'A part of an excluded component is not covered',
    arithmetic: 'consumables/filter lies under consumables: nothing of 25.00; the housing is covered: 75.00',
    input: request(
      [contract('A', { rules: [rule('R', { excludedComponents: ['consumables'] })] })],
      [line('1', '25.00', { component: 'consumables/filter' }), line('2', '75.00', { component: 'housing' })]
    ),
    paid: [[], ['A 75.00']],
    billable: '25.00',
    reasons: ['A COMPONENT_EXCLUDED'],
  },
  {
    title: 'Covered hours are those of the place, on both sides of a clock change',
    arithmetic: '06:30 UTC is 08:30 in Madrid in summer: open, 60.00; 06:30 UTC on 26 October, after the change, is 07:30: closed, 60.00 billable',
    input: request(
      [contract('A', terms({ hours: 'office' }))],
      [line('1', '60.00', { at: '2026-10-19T06:30:00Z' }), line('2', '60.00', { at: '2026-10-26T06:30:00Z' })],
      { calendars: [office] }
    ),
    paid: [['A 60.00'], []],
    billable: '60.00',
    reasons: ['A OUT_OF_HOURS'],
  },
  {
    title: 'Half a cent is rounded once, away from zero',
    arithmetic: '0.75 × 50 % = 0.375, 0.38; 0.75 − 0.38 = 0.37',
    input: request([contract('A', terms({ percent: '50' }))], [line('1', '0.75')]),
    paid: [['A 0.38']],
    billable: '0.37',
    reasons: [],
  },
  {
    title: 'Yen have no decimals, and the ceiling, percentage and hours are multiplied before rounding',
    arithmetic: 'min(1000, 3 × 330.5 = 991.5) × 33 % × 1/3 = 109.065, 109; without the limit 327.195, 327; withheld 218; above the ceiling 1000 − 992 = 8',
    input: request([contract('A', { ...terms({ percent: '33', unitPriceCeiling: '330.5' }), limits: [hours('1', '0')] })], [labour('1', '1000', '3')], { currency: 'JPY' }),
    paid: [['A 109']],
    billable: '891',
    reasons: ['A PRICE_CEILING 8', 'A LIMIT_QTY 218'],
  },
  {
    title: 'Points are taken whole: a balance that does not reach pays its share where the contract says so',
    arithmetic: 'debit 60 once + 40 for the line = 100; balance 40; 100.00 × 40/100 = 40.00; 60.00 billable',
    input: request(
      [contract('P', { class: 'points', points: { balance: '40', contractual: '60', lines: [{ line: '1', points: '40' }], whenShort: 'invoice_remainder' } })],
      [line('1', '100.00')]
    ),
    paid: [['P 40.00']],
    billable: '60.00',
    reasons: ['P POINTS_SHORT 60.00'],
  },
  {
    title: 'Contracts that are not in force, each with its reason',
    arithmetic: 'none of six is a candidate on 15 June 2026: 100.00 billable',
    input: request(
      [
        contract('1', { customer: 'OTHER' }),
        contract('2', { start: '2026-06-16' }),
        contract('3', { end: '2026-06-15' }),
        contract('4', { suspensions: [{ from: '2026-06-01', to: '2026-06-16' }] }),
        contract('5', { start: '2026-06-01', waitingDays: 15 }),
        contract('6', { skills: ['electrics'] }),
      ],
      [line('1', '100.00')]
    ),
    paid: [[]],
    billable: '100.00',
    reasons: ['6 SKILL_NOT_COVERED', '1 CUSTOMER_MISMATCH', '2 NOT_STARTED', '3 EXPIRED', '4 SUSPENDED', '5 WAITING_PERIOD'],
  },
]
