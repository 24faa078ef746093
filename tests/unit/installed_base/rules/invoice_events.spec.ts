import fc from 'fast-check'
import { test } from '@japa/runner'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { documentEvents } from '#installed_base/rules/document_events'
import { invoiceEvents } from '#installed_base/rules/invoice_events'
import type { ItemEvent } from '#installed_base/rules/item_event'
import type { ItemState } from '#installed_base/rules/item_state'
import type { InvoiceLine, LoanCase } from '#installed_base/rules/loan_case'
import { replayThread } from '#installed_base/rules/thread_replay'
import { byHand, document } from '#tests/support/installed_base/told'

const START = calendarDate('2026-01-01')

function loan(number: string, day: number, content: { serials?: string[]; quantity?: string; orderLine?: string }): ItemEvent[] {
  return documentEvents(document(number, addDays(START, day), content, { kind: 'loan' })).map((event, at) => ({ ...event, id: at + 1 }))
}

function line(invoice: string, day: number, more: Partial<InvoiceLine> = {}): InvoiceLine {
  const key = `invoice:1/${invoice}`
  const facts = { erpInvoiceId: 1, document: invoice, connectionId: 1, invoiceKey: key, lineKey: `${key}/1`, on: addDays(START, day) }
  return { ...facts, isCredit: false, credits: null, quantity: '1', orderLine: null, serials: [], ...more }
}

function credit(number: string, of: string, day: number, more: Partial<InvoiceLine> = {}): InvoiceLine {
  return line(number, day, { isCredit: true, credits: `invoice:1/${of}`, ...more })
}

/** What is told of one company's loans, and how the items stand afterwards. */
function weigh(events: ItemEvent[], lines: InvoiceLine[], more: Partial<LoanCase> = {}) {
  const threads = [...Map.groupBy(events, ({ threadKey }) => threadKey).values()]
  const keys = [...new Set(events.flatMap(({ itemKey }) => itemKey ?? []))].sort()
  const told = invoiceEvents({ companyId: 10, lines, threads, itemIds: new Map(keys.map((key, at) => [key, at + 1])), delivered: [], ...more })
  const states = threads.flatMap((thread) => {
    const own = told.filter(({ threadKey }) => threadKey === thread[0].threadKey).map((event, at) => ({ ...event, id: 100 + at }))
    return [...replayThread([...thread, ...own], () => false).items.values()]
  })
  return { told: told.map(({ kind, serial, facts }) => [kind, serial, facts.doubt ?? null]), states }
}

const terms = ({ ownership, warrantyStartsOn }: ItemState) => [ownership, warrantyStartsOn]
const sale = (day: number, quantity: string, orderLine: string | null = null) => ({ on: addDays(START, day), quantity, orderLine, isByHand: false })

test.group('Which loan an invoice means', () => {
  test('the only one, which is owned and warranted from its day', ({ assert }) => {
    const { told, states } = weigh(loan('L', 0, { serials: ['A'] }), [line('F', 5)])

    assert.deepEqual(told, [['invoiced', 'A', null]])
    assert.deepEqual(states.map(terms), [['owned', '2026-01-06']])
  })

  test('all of them when they add up to it, and the one of its quantity before others', ({ assert }) => {
    assert.lengthOf(weigh(loan('L', 0, { serials: ['A', 'B'] }), [line('F', 5, { quantity: '2' })]).told, 2)
    const loans = [...loan('L', 0, { quantity: '2' }), ...loan('M', 0, { quantity: '3' })]
    assert.deepEqual(weigh(loans, [line('F', 5, { quantity: '3' })]).states.map(terms), [['loaned', null], ['owned', '2026-01-06']])
  })

  test('those of the order line or the serial number that it names', ({ assert }) => {
    const loans = [...loan('L', 0, { serials: ['A'], orderLine: 'x' }), ...loan('M', 0, { serials: ['B'], orderLine: 'y' })]

    assert.deepEqual(weigh(loans, [line('F', 5, { orderLine: 'y' })]).told, [['invoiced', 'B', null]])
    assert.deepEqual(weigh(loans, [line('F', 5, { serials: ['a '] })]).told, [['invoiced', 'A', null]])
    assert.deepEqual(weigh(loans, [line('F', 5, { serials: ['Z'] })]).told, [])
  })

  test('none for certain when there are several answers, a part of a loan, or an unknown order', ({ assert }) => {
    const two = loan('L', 0, { serials: ['A', 'B'] })
    assert.deepEqual(weigh(two, [line('F', 5)]).told, [['doubted', 'A', 'several'], ['doubted', 'B', 'several']])
    assert.deepEqual(weigh(loan('L', 0, { quantity: '5' }), [line('F', 5, { quantity: '2' })]).told, [['doubted', null, 'part']])
    const { told, states } = weigh(loan('L', 0, { serials: ['A'], orderLine: 'x' }), [line('F', 5, { orderLine: 'z' })])
    assert.deepEqual(told, [['doubted', 'A', 'order']])
    assert.containSubset(states, [{ ownership: 'loaned', invoicing: { doubt: 100 } }])
  })

  test('none when ordinary deliveries explain it, and the loan once they are used up', ({ assert }) => {
    const lent = loan('L', 0, { serials: ['A'] })
    const lines = [line('F', 5), line('G', 6)]

    assert.deepEqual(weigh(lent, lines.slice(0, 1), { delivered: [sale(2, '1')] }).told, [])
    assert.deepEqual(weigh(lent, lines, { delivered: [sale(2, '1')] }).states.map(terms), [['owned', '2026-01-07']])
    assert.deepEqual(weigh(lent, [line('F', 5, { orderLine: 's' })], { delivered: [sale(9, '1', 's')] }).told, [])
    assert.deepEqual(weigh(lent, [line('F', 5, { quantity: '2' })], { delivered: [sale(2, '1')] }).told, [['doubted', 'A', 'several']])
  })

  test('none that came back before, or was lent only later, or was bought by hand', ({ assert }) => {
    assert.deepEqual(weigh(loan('L', 6, { serials: ['A'] }), [line('F', 5)]).told, [])
    const back = byHand('handed_back', '2026-01-03', 9)
    assert.deepEqual(weigh([...loan('L', 0, { serials: ['A'] }), back], [line('F', 5)]).told, [])
    const bought = byHand('bought', '2026-01-08', 9)
    const { told, states } = weigh([...loan('L', 0, { serials: ['A', 'B'] }), bought], [line('F', 5)])
    assert.deepEqual(told, [])
    assert.deepEqual(states.map(terms), [['owned', '2026-01-08'], ['loaned', null]])
  })

  test('a credit note takes it back from its day, and a later invoice sells it again', ({ assert }) => {
    const lent = loan('L', 0, { serials: ['A'] })

    assert.deepEqual(weigh(lent, [line('F', 5), credit('C', 'F', 8)]).states.map(terms), [['loaned', null]])
    assert.deepEqual(weigh(lent, [line('F', 5), credit('C', 'Z', 8)]).states.map(terms), [['owned', '2026-01-06']])
    const again = weigh(lent, [line('F', 5), credit('C', 'F', 8), line('G', 9)])
    assert.deepEqual(again.told.map(([kind]) => kind), ['invoiced', 'credited', 'invoiced'])
    assert.deepEqual(again.states.map(terms), [['owned', '2026-01-10']])
  })

  test('a credit note of a part asks which', ({ assert }) => {
    const { told, states } = weigh(loan('L', 0, { serials: ['A', 'B'] }), [line('F', 5, { quantity: '2' }), credit('C', 'F', 8)])

    assert.deepEqual(told.slice(2), [['doubted', 'A', 'credit'], ['doubted', 'B', 'credit']])
    assert.deepEqual(states.map(terms), [['owned', '2026-01-06'], ['owned', '2026-01-06']])
  })

  test('a credit note of what came back leaves the rest alone', ({ assert }) => {
    const lent = [...loan('L', 0, { serials: ['A', 'B'] }), byHand('handed_back', '2026-01-07', 9)]
    const { told, states } = weigh(lent, [line('F', 5, { quantity: '2' }), credit('C', 'F', 8), credit('D', 'F', 9)])

    assert.deepEqual(told.slice(2), [['credited', 'B', null]])
    assert.deepEqual(states.map(({ status, ownership }) => [status, ownership]), [['returned', 'owned'], ['delivered', 'loaned']])
  })

  test('what consignment sold belongs to the company, and goes back on consignment', ({ assert }) => {
    const left = [byHand('registered', '2026-01-01', 1), byHand('consigned', '2026-01-02', 2)]

    assert.deepEqual(weigh(left, [line('F', 5)]).states.map(terms), [['owned', '2026-01-06']])
    assert.deepEqual(weigh(left, [line('F', 5), credit('C', 'F', 6)]).states.map(terms), [['consigned', null]])
  })
})

test.group('Weighing invoices', () => {
  test('does not depend on the order in which they came, and never sells more than was invoiced', ({ assert }) => {
    const anyDay = fc.integer({ min: 0, max: 6 })
    const anyLoan = fc.record({ day: anyDay, serial: fc.constantFrom('A', 'B', 'C'), orderLine: fc.constantFrom('x', 'y', undefined) })
    const anyLine = fc.record({ day: anyDay, quantity: fc.constantFrom('1', '2'), orderLine: fc.constantFrom('x', null), credits: fc.constantFrom(null, null, '0', '1') })

    fc.assert(
      fc.property(fc.array(anyLoan, { minLength: 1, maxLength: 3 }), fc.array(anyLine, { maxLength: 5 }), (lent, invoiced) => {
        const loans = lent.flatMap(({ day, serial, orderLine }, at) => loan(`L${at}`, day, { serials: [serial], orderLine }))
        const lines = invoiced.map(({ day, credits, ...more }, at) => (credits === null ? line(`${at}`, day, more) : credit(`${at}`, credits, day, more)))
        const { told, states } = weigh(loans, lines)

        assert.deepEqual(weigh([...loans].reverse(), [...lines].reverse()).told, told)
        const owned = states.filter(({ ownership }) => ownership === 'owned').length
        assert.isAtMost(owned, lines.filter(({ isCredit }) => !isCredit).reduce((sum, { quantity }) => sum + Number(quantity), 0))
        assert.equal(states.filter(({ ownership, warrantyStartsOn }) => (ownership === 'owned') !== (warrantyStartsOn !== null)).length, 0)
      })
    )
  })
})
