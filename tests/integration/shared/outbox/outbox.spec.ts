import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { Queue } from '#contracts/queue'
import { within } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import DeliverMessage from '#shared/outbox/actions/deliver_message'
import SweepOutbox from '#shared/outbox/actions/sweep_outbox'
import { enqueue, enqueueMany, type OutgoingMessage } from '#shared/outbox/enqueue'
import { registerOutboxKind, type DeliveryOutcome, type LookUpOutcome } from '#shared/outbox/kinds'
import OutboxMessage from '#shared/outbox/outbox_message'
import { ownQueue } from '#tests/support/bell'

const actor = { id: 1, name: 'Berta Bill' }
const problem = { code: 'test', sentence: 'on purpose' }

test.group('Outbox', (group) => {
  let queue: Queue
  let delivered: string[]
  let answers: DeliveryOutcome[]
  let found: LookUpOutcome
  let told: string[]

  const outgoing = (subjectId = 1): OutgoingMessage => ({
    subjectType: 'thing',
    subjectId,
    reference: randomUUID(),
    payload: { b: 1, a: 2 },
  })
  const fresh = (id: number) => OutboxMessage.findOrFail(id)
  const stateOf = async (id: number) => fresh(id).then((message) => message.state)
  const shown = async (id: number) => fresh(id).then((message) => message.toJSON())
  /** As if it had been sent some minutes ago, its next step were due now and the bell for it were lost. */
  const later = async (id: number, minutes: number) => {
    await db.from('jobs').delete()
    await db.from('outbox_messages').where('id', id).update({ sent_at: ago(minutes), next_attempt_at: ago(0) })
  }
  const ago = (minutes: number) => DateTime.utc().minus({ minutes }).toFormat('yyyy-MM-dd HH:mm:ss')

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    const own = ownQueue()
    queue = own.queue
    ;[delivered, answers, told] = [[], [], []]
    found = { outcome: 'not_found' }
    registerOutboxKind('test', {
      async deliver(message) {
        delivered.push(message.reference)
        return answers.shift() ?? { outcome: 'accepted', reply: { number: 'R1' } }
      },
      lookUp: async () => found,
      onDone: async (message) => void told.push(`done ${message.subjectId} ${message.reply?.number}`),
      onRefused: async (message, refusal) => void told.push(`refused ${message.subjectId} ${refusal.code}`),
    })
    return own.restore
  })

  test('what is enqueued is delivered once after commit, and its domain is told', async ({ assert }) => {
    const message = await enqueue('test', outgoing(7))
    await queue.drain()

    assert.deepInclude(await shown(message.id), { state: 'done', attempts: 1, reply: { number: 'R1' } })
    assert.deepEqual(delivered, [message.reference])
    assert.deepEqual(told, ['done 7 R1'])
  })

  test('what is rolled back is never delivered', async ({ assert }) => {
    await assert.rejects(() =>
      within(undefined, async (trx) => {
        await enqueue('test', outgoing(), trx)
        throw new Error('no')
      })
    )
    await queue.drain()
    assert.isEmpty(delivered)
  })

  test('a thousand messages need one bell', async ({ assert }) => {
    await enqueueMany('test', Array.from({ length: 1000 }, (_, index) => outgoing(index)))
    const { waiting } = await queue.figures()
    assert.equal(waiting, 1)
  })

  test('with the queue wiped the sweep finds all work again', async ({ assert }) => {
    for (const id of [1, 2, 3]) await enqueue('test', outgoing(id))
    await db.from('jobs').delete()

    await new SweepOutbox().handle()
    await queue.drain()
    assert.lengthOf(delivered, 3)
  })

  test('any number of bells for one step make one delivery', async ({ assert }) => {
    const message = await enqueue('test', outgoing())
    await Promise.all([1, 2, 3].map(() => new DeliverMessage().handle(message.id, message.step)))
    await new SweepOutbox().handle()
    await queue.drain()

    assert.lengthOf(delivered, 1)
  })

  test('an unavailable receiver is asked again, under the same reference', async ({ assert }) => {
    answers = [{ outcome: 'unavailable', problem }]
    const message = await enqueue('test', outgoing())
    await queue.drain()
    assert.include(await shown(message.id), { state: 'pending', lastError: 'on purpose' })

    await later(message.id, 1)
    await new SweepOutbox().handle()
    await queue.drain()
    assert.equal(await stateOf(message.id), 'done')
    assert.deepEqual(delivered, [message.reference, message.reference])
  })

  test('a lost reply is looked up and adopted, not sent again', async ({ assert }) => {
    answers = [{ outcome: 'outcome_unknown', problem }]
    const message = await enqueue('test', outgoing(4))
    await queue.drain()
    assert.equal(await stateOf(message.id), 'unknown')

    found = { outcome: 'accepted', reply: { number: 'R9' } }
    await later(message.id, 1)
    await new SweepOutbox().handle()
    await queue.drain()
    assert.lengthOf(delivered, 1)
    assert.deepEqual(told, ['done 4 R9'])
  })

  test('nothing found counts only after the settle window', async ({ assert }) => {
    answers = [{ outcome: 'outcome_unknown', problem }]
    const message = await enqueue('test', outgoing())
    await queue.drain()

    await later(message.id, 1)
    await new SweepOutbox().handle()
    await queue.drain()
    assert.equal(await stateOf(message.id), 'unknown')

    await later(message.id, 3)
    await new SweepOutbox().handle()
    await queue.drain()
    assert.equal(await stateOf(message.id), 'done')
    assert.deepEqual(delivered, [message.reference, message.reference])
  })

  test('a process that dies while sending leaves an unknown outcome', async ({ assert }) => {
    const message = await enqueue('test', outgoing())
    await db.from('outbox_messages').where('id', message.id).update({ state: 'sending', step: 1, attempts: 1, may_be_there: true, sent_at: ago(5), next_attempt_at: null })

    await new SweepOutbox().handle()
    assert.equal(await stateOf(message.id), 'unknown')
    assert.isEmpty(delivered)
  })

  test('a refusal waits for a person, whose decision is remembered', async ({ assert }) => {
    answers = [{ outcome: 'refused', problem }]
    const message = await enqueue('test', outgoing(3))
    await queue.drain()
    assert.deepEqual(told, ['refused 3 test'])

    await new DecideDelivery().handle(message.id, 'retried', { actor, note: 'unblocked' })
    await queue.drain()
    const done = await fresh(message.id)
    await done.load('events')
    assert.equal(done.state, 'done')
    assert.deepEqual(done.events.map((event) => event.happening), ['accepted', 'sending_started', 'retried', 'refused', 'sending_started'])
    assert.equal(done.events[2].actorName, 'Berta Bill')
  })

  test('what cannot be decided any more is refused in words', async ({ assert }) => {
    const message = await enqueue('test', outgoing())
    await queue.drain()
    await assert.rejects(() => new DecideDelivery().handle(message.id, 'retried', { actor }), /can no longer be done/)
  })

  test('a kind that cannot be looked up is held when its outcome is unknown', async ({ assert }) => {
    registerOutboxKind('test', { deliver: async () => { throw new Error('broken pipe') } })
    const message = await enqueue('test', outgoing())
    await queue.drain()
    assert.include(await shown(message.id), { state: 'held', mayBeThere: true })
  })
})
