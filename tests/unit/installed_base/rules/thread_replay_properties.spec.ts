import fc from 'fast-check'
import { test } from '@japa/runner'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { documentEvents, type DeliveryDocument } from '#installed_base/rules/document_events'
import { reconcile, type StoredEvent } from '#installed_base/rules/event_reconciliation'
import { HAND_KINDS as EVERY_HAND_KIND, isConsumption, type EventFacts, type EventKind, type ItemEvent } from '#installed_base/rules/item_event'
import { replayThread } from '#installed_base/rules/thread_replay'
import { staysOf } from '#installed_base/rules/stays'
import { added, isSome, taken, type Quantity } from '#installed_base/rules/quantity'
import { byHand, document } from '#tests/support/installed_base/told'

const anyDay = fc.integer({ min: 0, max: 6 }).map((days) => addDays(calendarDate('2026-01-01'), days))
const anyKind = fc.constantFrom('delivery', 'delivery', 'loan', 'consignment', 'consumption', 'return') as fc.Arbitrary<DeliveryDocument['kind']>

const anyDocuments = (line: fc.Arbitrary<{ serials?: string[]; quantity?: string; orderLine?: string; lots?: Record<string, string> }>, companies: number[]) =>
  fc
    .array(fc.record({ on: anyDay, kind: anyKind, line, companyId: fc.constantFrom(...companies), isVoid: fc.boolean() }), { maxLength: 12 })
    .map((list) => list.map(({ on, line: one, ...more }, at) => document(`D${at}`, on, one, more)))

const serialDocuments = anyDocuments(fc.constant({ serials: ['A'] }), [10, 20])
const quantityDocuments = anyDocuments(
  fc.record({ quantity: fc.constantFrom('1', '2', '0.5', '7'), orderLine: fc.constantFrom('x', 'y') }),
  [10]
)

const lotDocuments = anyDocuments(
  fc.record({ quantity: fc.constant('3'), orderLine: fc.constantFrom('x', 'y'), lots: fc.constantFrom<Record<string, string>[]>({ K: '3' }, { K: '1', L: '2' }, { L: '2.5', K: '0.5' }) }),
  [10]
)

const HAND_KINDS = EVERY_HAND_KIND.filter((kind) => kind !== 'registered' && kind !== 'kept' && kind !== 'voided')

function factsOf(kind: EventKind, on: ItemEvent['on']): EventFacts {
  if (kind === 'corrected') return { companyId: 40, deliveredOn: on }
  return kind === 'attached' ? { parentKey: 's:5:PARENT' } : {}
}

/** Who held it on each day of the play, and on the day after. */
function heldDays(spans: { companyId: number; from: string; to: string | null }[]) {
  return Array.from({ length: 8 }, (_, at) => addDays(calendarDate('2026-01-01'), at)).map((day) =>
    spans.filter(({ from, to }) => from <= day && (to === null || day < to)).map(({ companyId }) => companyId)
  )
}

/** Plays documents in the order of their arrival, as the house does: revisions on top of what is stored. */
function arrive(documents: DeliveryDocument[]): StoredEvent[] {
  const stored = new Map<string, StoredEvent>()
  let id = 0
  for (const one of documents) {
    const mine = [...stored.values()].filter((event) => event.lineKey.startsWith(`1/${one.externalId}/`))
    for (const event of reconcile(documentEvents(one), mine).revisions) stored.set(event.sourceKey, { ...event, id: ++id })
  }
  return [...stored.values()]
}

/** What came less what went back; a notice of consumption moves nothing. */
function balance(sum: Quantity, { kind, quantity }: ItemEvent): Quantity {
  if (isConsumption({ kind })) return sum
  return kind === 'returned' ? taken(sum, quantity) : added(sum, quantity)
}

function outcome(events: ItemEvent[]) {
  const { items, waiting } = replayThread(events, () => false)
  const shown = [...items.values()].map(({ steps, reviewOf, ...state }) => ({
    ...state,
    isUnderReview: reviewOf !== null,
    steps: steps.map((step) => [step.event.sourceKey, step.quantity, step.toCompanyId]),
  }))
  return {
    items: shown.filter((state) => state.status !== 'voided').sort((a, b) => (a.itemKey < b.itemKey ? -1 : 1)),
    waiting: [...waiting].sort(),
  }
}

test.group('Installed items', () => {
  test('end the same in whatever order the documents arrive', ({ assert }) => {
    for (const documents of [serialDocuments, quantityDocuments, lotDocuments]) {
      fc.assert(
        fc.property(documents.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
          assert.deepEqual(outcome(arrive(shuffled)), outcome(arrive(all)))
        })
      )
    }
  })

  test('do not change when documents are told twice', ({ assert }) => {
    fc.assert(
      fc.property(serialDocuments, (all) => {
        assert.deepEqual(arrive([...all, ...all]), arrive(all))
      })
    )
  })

  test('end the same when a document was cancelled for a while', ({ assert }) => {
    fc.assert(
      fc.property(quantityDocuments, fc.integer({ min: 0, max: 11 }), (all, at) => {
        const detour = all[at] ? [{ ...all[at], isVoid: true }, all[at]] : []
        assert.deepEqual(outcome(arrive([...all, ...detour])), outcome(arrive(all)))
      })
    )
  })

  test('hold exactly what was delivered less what was returned', ({ assert }) => {
    fc.assert(
      fc.property(quantityDocuments, (all) => {
        const events = arrive(all)
        const { items, waiting } = replayThread(events, () => false)
        const held = [...items.values()].filter((state) => state.isOpen).reduce((sum, state) => added(sum, state.quantity), '0')
        const expected = events
          .filter((event) => !event.isCancelled && !waiting.has(event.sourceKey))
          .reduce(balance, '0')

        assert.equal(held, expected)
      })
    )
  })

  test('hold of each lot exactly what was delivered of it less what was returned, and own no more than was sold', ({ assert }) => {
    fc.assert(
      fc.property(lotDocuments, (all) => {
        const events = arrive(all)
        const { items, waiting } = replayThread(events, () => false)
        const open = [...items.values()].filter((state) => state.isOpen)
        const counted = events.filter((event) => !event.isCancelled && !waiting.has(event.sourceKey))
        for (const lot of ['K', 'L']) {
          const held = open.filter((state) => state.lot === lot).map(({ quantity }) => quantity)
          assert.equal(held.reduce(added, '0'), counted.filter(({ facts }) => facts.lot === lot).reduce(balance, '0'))
        }
        const total = (kinds: EventKind[]) => counted.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { quantity }) => added(sum, quantity), '0')
        const owned = open.filter(({ ownership }) => ownership === 'owned').map(({ quantity }) => quantity).reduce(added, '0')
        assert.isFalse(isSome(taken(owned, total(['delivered', 'consumed']))))
      })
    )
  })

  test('are split and taken back as often as one likes without anything appearing or vanishing', ({ assert }) => {
    const anySplit = fc.record({ into: fc.nat({ max: 15 }), on: anyDay, quantity: fc.constantFrom('0.5', '1', '2'), isCancelled: fc.boolean() })
    fc.assert(
      fc.property(quantityDocuments, fc.array(anySplit, { maxLength: 5 }), (all, splits) => {
        const told = arrive(all)
        const keys = told.flatMap(({ itemKey }) => itemKey ?? [])
        const entries = keys.length === 0 ? [] : splits.map(({ into, ...split }, at) => {
          // also a part may be split again
          const itemKey = [...keys, ...splits.slice(0, at).map((_, before) => `hand/${500 + before}`)][into % (keys.length + at)]
          return byHand('split', split.on, 500 + at, { ...split, itemKey, threadKey: told[0].threadKey, serial: null, companyId: 10 })
        })
        const { items, waiting } = replayThread([...told, ...entries], () => false)
        const quantities = [...items.values()].filter((state) => state.isOpen).map((state) => state.quantity)
        const expected = told
          .filter((event) => !event.isCancelled && !waiting.has(event.sourceKey))
          .reduce(balance, '0')

        assert.equal(quantities.reduce(added, '0'), expected)
        for (const state of items.values()) if (state.isOpen) assert.isTrue(isSome(state.quantity))
        for (const { sourceKey } of entries) assert.isTrue(items.has(sourceKey))
      })
    )
  })

  test('are with one company at most on any day', ({ assert }) => {
    const anyHand = fc.array(
      fc.tuple(fc.constantFrom(...HAND_KINDS), anyDay),
      { maxLength: 6 }
    )
    fc.assert(
      fc.property(serialDocuments, anyHand, (all, hand) => {
        const entries = hand.map(([kind, on], at) =>
          byHand(kind, on, 100 + at, { companyId: kind === 'lent' ? 50 : 30, place: `Hall ${at}`, facts: factsOf(kind, on) })
        )
        for (const state of replayThread([...arrive(all), ...entries], () => false).items.values()) {
          state.holdings.forEach((one, at) => {
            const next = state.holdings[at + 1]
            assert.isTrue(next ? one.to !== null && one.from < one.to && one.to <= next.from : true)
          })
          assert.equal(state.isOpen, state.holdings.at(-1)?.to === null)
          assert.isTrue(state.isOpen || state.attachments.every(({ to }) => to !== null))
          assert.deepEqual(heldDays(staysOf(state)), heldDays(state.holdings))
        }
      })
    )
  })
})
