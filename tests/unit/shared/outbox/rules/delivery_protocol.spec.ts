import fc from 'fast-check'
import { test } from '@japa/runner'
import { USUAL_POLICY } from '#shared/outbox/rules/delivery_policy'
import { after, canHappen, type Delivery, type Happening } from '#shared/outbox/rules/delivery_protocol'

const NEW: Delivery = { state: 'pending', mayBeThere: false, attempts: 0, lookUps: 0, sentAt: null, nextAt: 0 }
const SECOND = 1000

const through = (...steps: [Happening, number][]) =>
  steps.reduce((delivery, [happening, at]) => after(delivery, happening, USUAL_POLICY, at * SECOND), NEW)

test.group('Delivery protocol', () => {
  test('a message that is accepted is done', ({ assert }) => {
    const done = through(['sending_started', 0], ['accepted', 1])
    assert.include(done, { state: 'done', nextAt: null, attempts: 1 })
  })

  test('an unknown outcome is looked up half a minute, two, ten and sixty after we gave up', ({ assert }) => {
    const lost = through(['sending_started', 0], ['outcome_unknown', 20])
    assert.include(lost, { state: 'unknown', nextAt: 50 * SECOND })

    const again = after(lost, 'look_up_failed', USUAL_POLICY, 50 * SECOND)
    assert.equal(again.nextAt, 140 * SECOND)
    assert.equal(after(again, 'look_up_failed', USUAL_POLICY, 140 * SECOND).nextAt, 620 * SECOND)
  })

  test('nothing found within the settle window proves nothing', ({ assert }) => {
    const lost = through(['sending_started', 0], ['process_died', 5], ['not_found', 35])
    assert.include(lost, { state: 'unknown', mayBeThere: true, nextAt: 125 * SECOND })
  })

  test('nothing found after the settle window sends it again at once', ({ assert }) => {
    const back = through(['sending_started', 0], ['outcome_unknown', 5], ['not_found', 125])
    assert.include(back, { state: 'pending', mayBeThere: false, nextAt: 125 * SECOND })
  })

  test('the settle window begins when the last byte may have left, however long the attempt took', ({ assert }) => {
    const slow = through(['sending_started', 0], ['outcome_unknown', 100], ['not_found', 219])
    assert.equal(slow.state, 'unknown')
  })

  test('what waits for another stays as it is, and is asked again a minute later', ({ assert }) => {
    assert.include(through(['postponed', 10]), { state: 'pending', attempts: 0, mayBeThere: false, nextAt: 70 * SECOND })
    assert.isFalse(canHappen(through(['sending_started', 0]), 'postponed'))
  })

  test('a message held while it may be there is looked up when it is released', ({ assert }) => {
    const released = through(['sending_started', 0], ['outcome_unknown', 5], ['held_back', 6], ['released', 7])
    assert.equal(released.state, 'unknown')
    assert.equal(through(['held_back', 1], ['released', 2]).state, 'pending')
  })

  test('what may be there cannot be corrected, what was refused can', ({ assert }) => {
    assert.isFalse(canHappen(through(['sending_started', 0], ['differs', 1]), 'corrected'))
    assert.isTrue(canHappen(through(['sending_started', 0], ['refused', 1]), 'corrected'))
  })

  test('an unavailable ERP is asked again after growing pauses, never given up', ({ assert }) => {
    let delivery = NEW
    const pauses = Array.from({ length: 7 }, () => {
      delivery = after(after(delivery, 'sending_started', USUAL_POLICY, 0), 'unavailable', USUAL_POLICY, 0)
      return delivery.nextAt! / SECOND
    })
    assert.deepEqual(pauses, [15, 60, 180, 600, 900, 900, 900])
  })

  test('what was refused can be withdrawn, and nothing happens to it afterwards', ({ assert }) => {
    const gone = through(['sending_started', 0], ['refused', 1], ['withdrawn', 2])
    assert.include(gone, { state: 'withdrawn', nextAt: null, mayBeThere: false })
    for (const later of ['retried', 'corrected', 'confirmed', 'accepted', 'sending_started'] as const) assert.isFalse(canHappen(gone, later))
    assert.isFalse(canHappen(through(['sending_started', 0], ['outcome_unknown', 1]), 'withdrawn'))
  })

  test('what is done stays done', ({ assert }) => {
    const done = through(['sending_started', 0], ['accepted', 1])
    assert.throws(() => after(done, 'sending_started', USUAL_POLICY, 2), /cannot happen to a message that is done/)
    assert.isFalse(canHappen(done, 'retried'))
  })
})

type Fate = 'answered' | 'reply_lost' | 'reply_late' | 'never_arrived' | 'unavailable' | 'died_before' | 'died_after'
type Move =
  | { move: 'bell'; fate: Fate; commitAfter: number; lookUpFails: boolean }
  | { move: 'wait'; seconds: number }
  | { move: 'person'; happening: Happening }
  | { move: 'late_reply' }

/** An ERP, a network that loses things, and processes that die, around one message. */
class World {
  delivery = NEW
  now = 0
  sends: { attempt: number; visibleAt: number }[] = []
  lateReplies: number[] = []

  held() {
    return this.sends.filter(({ visibleAt }) => visibleAt <= this.now).length
  }

  happen(happening: Happening) {
    this.delivery = after(this.delivery, happening, USUAL_POLICY, this.now)
  }

  play(step: Move) {
    if (step.move === 'wait') this.now += step.seconds * SECOND
    if (step.move === 'person' && canHappen(this.delivery, step.happening)) this.happen(step.happening)
    if (step.move === 'late_reply') this.hearLateReply()
    if (step.move === 'bell') this.bell(step)
  }

  hearLateReply() {
    const attempt = this.lateReplies.pop()
    if (attempt === this.delivery.attempts && canHappen(this.delivery, 'accepted')) this.happen('accepted')
  }

  bell({ fate, commitAfter, lookUpFails }: Extract<Move, { move: 'bell' }>) {
    if (this.delivery.nextAt === null || this.delivery.nextAt > this.now) return
    if (this.delivery.state === 'unknown') return this.lookUp(lookUpFails)

    this.happen('sending_started')
    if (['answered', 'reply_lost', 'reply_late', 'died_after'].includes(fate)) {
      const visibleAt = fate === 'answered' ? this.now : this.now + commitAfter * SECOND
      this.sends.push({ attempt: this.delivery.attempts, visibleAt })
    }
    if (fate === 'reply_late') this.lateReplies.push(this.delivery.attempts)
    this.happen(
      fate === 'answered' ? 'accepted'
      : fate === 'unavailable' ? 'unavailable'
      : fate.startsWith('died') ? 'process_died'
      : 'outcome_unknown'
    )
  }

  lookUp(fails: boolean) {
    if (fails) return this.happen('look_up_failed')
    const held = this.held()
    this.happen(held === 0 ? 'not_found' : held === 1 ? 'accepted' : 'differs')
  }
}

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    move: fc.constant('bell' as const),
    fate: fc.constantFrom<Fate>(
      'answered', 'reply_lost', 'reply_late', 'never_arrived', 'unavailable', 'died_before', 'died_after'
    ),
    commitAfter: fc.integer({ min: 0, max: USUAL_POLICY.settleSeconds - 1 }),
    lookUpFails: fc.boolean(),
  }),
  fc.record({ move: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 4000 }) }),
  fc.record({
    move: fc.constant('person' as const),
    happening: fc.constantFrom<Happening>('look_up_asked', 'retried', 'corrected', 'held_back', 'released'),
  }),
  fc.record({ move: fc.constant('late_reply' as const) })
)

test.group('Delivery protocol in a bad world', () => {
  test('whatever is lost, late, repeated or killed, the ERP ends with exactly one', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 60 }), (moves) => {
        const world = new World()
        for (const step of moves) world.play(step)

        world.play({ move: 'person', happening: 'released' })
        for (let round = 0; round < 20 && world.delivery.state !== 'done'; round++) {
          world.play({ move: 'bell', fate: 'answered', commitAfter: 0, lookUpFails: false })
          world.play({ move: 'wait', seconds: 3600 })
        }

        assert.equal(world.delivery.state, 'done')
        assert.lengthOf(world.sends, 1)
      }),
      { numRuns: 5000 }
    )
  })
})
