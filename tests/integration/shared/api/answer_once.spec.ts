import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { now, sqlInstant } from '#shared/clock'
import AnswerOnce from '#shared/api/actions/answer_once'
import { clearIdempotencyKeys } from '#shared/api/clear_idempotency_keys'
import { reply } from '#shared/api/reply'

const ASKED = { key: 'k1', userId: 1, request: 'POST /api/v1/things {}' }

function counting() {
  const work = { times: 0, ask: () => new AnswerOnce().handle(ASKED, async () => reply(201, { data: ++work.times })) }
  return work
}

test.group('Answering once', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a repeated request is answered alike and does nothing', async ({ assert }) => {
    const work = counting()
    const first = await work.ask()
    const second = await work.ask()
    assert.deepEqual([second.status, second.body, work.times], [first.status, first.body, 1])
  })

  test('while the first request is being answered the second is told to wait', async ({ assert }) => {
    const work = counting()
    await work.ask()
    await db.from('idempotency_keys').update({ holder: 'somebody', held_at: sqlInstant(now()) })
    await assert.rejects(() => work.ask(), /still being answered/)
  })

  test('the key of a process that died is taken over, since its work died with it', async ({ assert }) => {
    const work = counting()
    await work.ask()
    await db.from('idempotency_keys').update({ holder: 'somebody', held_at: sqlInstant(now().minus({ minutes: 2 })) })
    const answer = await work.ask()
    assert.deepEqual(answer.body, { data: 2 })
  })

  test('a failure of ours frees the key, so that the request can be sent again', async ({ assert }) => {
    await assert.rejects(() => new AnswerOnce().handle(ASKED, async () => Promise.reject(new Error('bug'))), 'bug')
    const answer = await counting().ask()
    assert.equal(answer.status, 201)
  })

  test('another person may use the same key, and replies go after thirty days', async ({ assert }) => {
    await counting().ask()
    await new AnswerOnce().handle({ ...ASKED, userId: 2, request: 'other' }, async () => reply(204, null))
    await db.from('idempotency_keys').where('user_id', 1).update({ created_at: sqlInstant(now().minus({ days: 31 })) })
    await clearIdempotencyKeys.handle({})
    assert.lengthOf(await db.from('idempotency_keys'), 1)
  })
})
