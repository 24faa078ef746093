import fc from 'fast-check'
import { test } from '@japa/runner'
import { after, owed } from '#points/rules/account'
import { bookExpiry } from '#points/rules/expiry'
import { booked, emptyLedger, movesOf } from '#points/rules/ledger'
import { isUsable } from '#points/rules/lot'
import { balanceAfter, lotPlace, placesAfter } from '#points/rules/move'
import { replay } from '#points/rules/replay'
import { answerTo } from '#points/rules/replay_answer'
import { anyAccount } from '#tests/unit/points/accounts'

const RUNS = { numRuns: 300 }

test.group('A points ledger', (group) => {
  group.each.timeout(120_000)

  test('never has less than nothing in a lot, and owes no more than the limit', ({ assert }) => {
    fc.assert(
      fc.property(anyAccount, (account) => {
        const limit = account.policy.shortage.kind === 'overdraw' ? account.policy.shortage.limit : 0
        let ledger = emptyLedger(account.policy)
        for (const { event } of replay(account).ledger.entries) {
          ledger = booked(ledger, [], event)
          assert.isTrue(ledger.state.lots.every(({ remaining }) => remaining >= 0))
          assert.isAtMost(owed(ledger.state), limit)
        }
      }),
      RUNS
    )
  })

  test('holds in every lot what its moves add up to, and altogether nothing from nowhere', ({ assert }) => {
    fc.assert(
      fc.property(anyAccount, (account) => {
        const { ledger } = replay(account)
        const moves = movesOf(ledger.entries)
        const places = placesAfter(moves)
        for (const { id, remaining } of ledger.state.lots) assert.equal(remaining, places.get(lotPlace(id)) ?? 0)
        assert.equal(-owed(ledger.state), places.get('overdraft') ?? 0)
        assert.equal(balanceAfter(moves), ledger.state.lots.reduce((sum, { remaining }) => sum + remaining, 0) - owed(ledger.state))
        assert.equal([...places.values()].reduce((sum, points) => sum + points, 0), 0)
        assert.isTrue(moves.every(({ points }) => points > 0))
      }),
      RUNS
    )
  })

  test('owes nothing while it holds usable points', ({ assert }) => {
    fc.assert(
      fc.property(anyAccount, (account) => {
        let ledger = emptyLedger(account.policy)
        for (const { event } of replay(account).ledger.entries) {
          ledger = booked(ledger, [], event)
          if (ledger.entries.at(-1)!.outcome !== 'booked') continue
          assert.isTrue(owed(ledger.state) === 0 || ledger.state.lots.every((lot) => !isUsable(lot, event.on)))
        }
      }),
      RUNS
    )
  })

  test('is restored by reversing the last consumption on its day', ({ assert }) => {
    fc.assert(
      fc.property(anyAccount, fc.integer({ min: 1, max: 30_000 }), (account, points) => {
        const on = account.moment
        // on the last day, with what is owed repaid from lots that have become usable
        const ledger = booked(replay(account).ledger, [], { kind: 'expire', key: 'close', on })
        const consumed = booked(ledger, [], { kind: 'consume', key: 'last', on, points, request: null })
        const reversed = booked(consumed, [], { kind: 'reverse', key: 'back', on, of: 'last', points: null })
        if (consumed.entries.at(-1)!.outcome === 'refused') return
        assert.deepEqual(reversed.state, ledger.state)
        assert.equal(reversed.entries.at(-1)!.booking.invoiced, 0 - consumed.entries.at(-1)!.booking.invoiced)
      }),
      RUNS
    )
  })

  test('is restored part by part as by one reversal', ({ assert }) => {
    fc.assert(
      fc.property(anyAccount, fc.integer({ min: 3, max: 9_000 }), (account, points) => {
        const on = account.moment
        const consumed = booked(replay(account).ledger, [], { kind: 'consume', key: 'last', on, points, request: null })
        if (consumed.entries.at(-1)!.outcome === 'refused') return
        const part = Math.floor(points / 3)
        const once = booked(consumed, [], { kind: 'reverse', key: 'r', on, of: 'last', points: part })
        const twice = booked(once, [], { kind: 'reverse', key: 's', on, of: 'last', points: null })
        const whole = booked(consumed, [], { kind: 'reverse', key: 'r', on, of: 'last', points: null })
        assert.deepEqual(twice.state, whole.state)
        assert.equal(booked(twice, [], { kind: 'reverse', key: 't', on, of: 'last', points: null }).entries.at(-1)!.booking.refusal?.code, 'NOTHING_LEFT_TO_REVERSE')
      }),
      RUNS
    )
  })

  test('writes off an expired lot once, however often the day is closed', ({ assert }) => {
    fc.assert(
      fc.property(anyAccount, (account) => {
        const { state } = replay(account).ledger
        const once = after(state, bookExpiry(state, account.moment))
        assert.deepEqual(bookExpiry(once, account.moment).moves, [])
      }),
      RUNS
    )
  })

  test('gives the same bytes whatever the order of its lots and days, and when replayed', ({ assert }) => {
    fc.assert(
      fc.property(anyAccount, fc.integer(), (account, seed) => {
        const shuffled = { ...account, lots: turned(account.lots, seed), events: byDayShuffled(account.events, seed) }
        assert.equal(JSON.stringify(answerTo(account)), JSON.stringify(answerTo(account)))
        assert.equal(JSON.stringify(answerTo(shuffled)), JSON.stringify(answerTo(account)))
      }),
      RUNS
    )
  })

  test('books no key twice', ({ assert }) => {
    fc.assert(
      fc.property(anyAccount, (account) => {
        const { ledger } = replay(account)
        const again = ledger.entries.reduce((book, { event }) => booked(book, [], event), ledger)
        const repeated = again.entries.slice(ledger.entries.length).filter((_, index) => ledger.entries[index].outcome === 'booked')
        assert.isTrue(repeated.every(({ outcome }) => outcome === 'repeated'))
      }),
      RUNS
    )
  })
})

function turned<Item>(items: readonly Item[], seed: number): Item[] {
  const at = items.length === 0 ? 0 : Math.abs(seed) % items.length
  return [...items.slice(at), ...items.slice(0, at)].reverse()
}

/** Days in another order, the events of one day as they were. */
function byDayShuffled<Event extends { on: string }>(events: readonly Event[], seed: number): Event[] {
  const days = turned([...new Set(events.map(({ on }) => on))], seed)
  return days.flatMap((day) => events.filter(({ on }) => on === day))
}
