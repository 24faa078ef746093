import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { enqueueMany } from '#shared/outbox/enqueue'
import DeliverLane from '#shared/outbox/actions/deliver_lane'
import { registerOutboxKind, type DeliveryOutcome } from '#shared/outbox/kinds'
import OutboxMessage from '#shared/outbox/outbox_message'
import RecordHappening from '#shared/outbox/actions/record_happening'

const KIND = 'lane_test'

test.group('A lane of the outbox', (group) => {
  let sent: string[]
  let answers: Record<string, () => DeliveryOutcome>
  let held: Set<string>

  group.each.setup(async () => {
    ;[sent, answers, held] = [[], {}, new Set()]
    registerOutboxKind(KIND, {
      settleSeconds: 0,
      lookUpAfterSeconds: [0],
      retryAfterSeconds: [0],
      lane: () => 'one',
      async deliver({ reference }) {
        sent.push(reference)
        const answer = answers[reference]?.() ?? { outcome: 'accepted', reply: {} }
        if (answer.outcome === 'accepted' || answer.outcome === 'outcome_unknown') held.add(reference)
        return answer
      },
      lookUp: async ({ reference }) => (held.has(reference) ? { outcome: 'accepted', reply: {} } : { outcome: 'not_found' }),
      async onDone({ reference }) {
        if (reference === 'lane-bad') throw new Error('the follower is broken')
      },
    })
    const messages = ['lane-1', 'lane-2', 'lane-bad', 'lane-3'].map((reference, index) => ({ subjectType: 'test', subjectId: index, reference, payload: {}, target: '7' }))
    await enqueueMany(KIND, messages)
    return async () => {
      await db.from('outbox_messages').where('kind', KIND).delete()
      await db.from('jobs').delete()
    }
  })

  const states = async () => {
    const rows = await OutboxMessage.query().where('kind', KIND).orderBy('id')
    return Object.fromEntries(rows.map(({ reference, state }) => [reference, state]))
  }

  test('its messages go one after another, and one that cannot be written down stops no other', async ({ assert }) => {
    assert.isFalse(await new DeliverLane().deliver(KIND, '7'))
    assert.deepEqual(sent, ['lane-1', 'lane-2', 'lane-bad', 'lane-3'])
    assert.deepEqual(await states(), { 'lane-1': 'done', 'lane-2': 'done', 'lane-bad': 'sending', 'lane-3': 'done' })
  })

  test('what its last holder was sending is looked up and not sent again', async ({ assert }) => {
    const message = await OutboxMessage.findByOrFail('reference', 'lane-2')
    await new RecordHappening().handle(message.id, 'sending_started')
    held.add('lane-2')
    await new DeliverLane().deliver(KIND, '7')
    assert.notInclude(sent, 'lane-2')
    assert.equal((await states())['lane-2'], 'done')
  })

  test('a lost reply is looked up in its turn, and messages of other targets are left alone', async ({ assert }) => {
    answers['lane-1'] = () => ({ outcome: 'outcome_unknown', problem: { code: 'test', sentence: 'lost' } })
    await OutboxMessage.query().where('reference', 'lane-3').update({ target: '8' })
    await new DeliverLane().deliver(KIND, '7')
    await new DeliverLane().deliver(KIND, '7')
    assert.deepEqual(sent, ['lane-1', 'lane-2', 'lane-bad'])
    assert.containSubset(await states(), { 'lane-1': 'done', 'lane-2': 'done', 'lane-3': 'pending' })
  })

  test('a message two of whose bells ring at once is sent once', async ({ assert }) => {
    await Promise.all([new DeliverLane().deliver(KIND, '7'), new DeliverLane().deliver(KIND, '7')])
    assert.deepEqual([...sent].sort(), [...new Set(sent)].sort())
  })
})
