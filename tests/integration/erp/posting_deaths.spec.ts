import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import DeliverMessage from '#shared/outbox/actions/deliver_message'
import type OutboxMessage from '#shared/outbox/outbox_message'
import { ownQueue } from '#tests/support/bell'
import { STEPS } from '#tests/support/posting_erp'
import PostingWorld, { invoiceOf } from '#tests/support/posting_world'

/** A process that ends after the ERP has answered and before a word of it is written down. */
class DiesBeforeWriting extends DeliverMessage {
  answered!: Promise<unknown>

  protected override async attempt(message: OutboxMessage) {
    this.answered = super.attempt(message)
    await this.answered
    return new Promise<never>(() => {})
  }
}

test.group('A process that dies between two steps of a posting', (group) => {
  let world: PostingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const own = ownQueue()
    world = await new PostingWorld(own.queue).open()
    return own.restore
  })

  async function isThereOnce(id: number) {
    await world.untilSettled()
    const message = await world.fresh(id)
    const held = world.erp.held(message.reference)
    return { state: message.state, held: held.map(({ state }) => state), agrees: message.reply?.number === held[0]?.number }
  }
  const once = { state: 'done', held: ['posted'], agrees: true }

  test('between the commit and the bell', async ({ assert }) => {
    const id = await world.enqueue(invoiceOf('SVC-BELL'))
    await db.from('jobs').delete()
    assert.deepEqual(await isThereOnce(id), once)
  })

  test('{$self}')
    .with([...STEPS])
    .run(async ({ assert }, step) => {
      world.erp.die(step)
      const id = await world.enqueue(invoiceOf(`SVC-${STEPS.indexOf(step)}`))
      void new DeliverMessage().handle(id, 0)
      await world.erp.reached
      const dying = await world.fresh(id)
      assert.equal(dying.state, 'sending', 'that it is being sent was written down before')
      assert.deepEqual(await isThereOnce(id), once)
    })

  test('between the ERP’s answer and writing it down', async ({ assert }) => {
    const id = await world.enqueue(invoiceOf('SVC-ANSWER'))
    const dying = new DiesBeforeWriting()
    void dying.handle(id, 0)
    while (!dying.answered) await new Promise((resolve) => setImmediate(resolve))
    await dying.answered
    assert.equal((await world.fresh(id)).state, 'sending')
    assert.deepEqual(await isThereOnce(id), once)
    assert.lengthOf(world.erp.sent, 1)
  })

  test('while it looks up what became of a lost answer', async ({ assert }) => {
    world.erp.losesAt = 'after_validation'
    const id = await world.enqueue(invoiceOf('SVC-LOOK'))
    await world.work()
    await db.from('outbox_messages').where('id', id).update({ next_attempt_at: '2026-01-01 00:00:00' })
    world.erp.die('before_look')
    const { step } = await world.fresh(id)
    void new DeliverMessage().handle(id, step)
    await world.erp.reached
    assert.deepEqual(await isThereOnce(id), once)
    assert.lengthOf(world.erp.sent, 1)
  })
})
