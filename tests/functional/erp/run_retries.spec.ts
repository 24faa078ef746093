import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { enqueue } from '#shared/outbox/enqueue'
import OutboxMessage from '#shared/outbox/outbox_message'
import RecordHappening from '#shared/outbox/actions/record_happening'
import type { Happening } from '#shared/outbox/rules/delivery_protocol'
import RetryRunPostings from '#erp/actions/retry_run_postings'
import { ownQueue } from '#tests/support/bell'
import BillingWorld from '#tests/support/billing_world'
import { actorFor, personWhoMay } from '#tests/support/people'
import { invoiceOf } from '#tests/support/posting_world'
import '#start/billing'

test.group('What the ERP refused of a billing run', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    return ownQueue().restore
  })

  /** A run with one posting for each way in which it stopped; answers the run and the postings. */
  async function stopped(until: string, ...happenings: Happening[]): Promise<{ runId: number; ids: number[] }> {
    for (const _ of happenings) await world.contract(['100.00'], { starts_on: until, line: { starts_on: until } })
    const { id: runId } = await world.bill(until)
    const invoices = await world.invoices({ billing_run_id: runId })
    const ids: number[] = []
    for (const [index, happening] of happenings.entries()) {
      const { id: subjectId, reference } = invoices[index]
      const { id } = await enqueue('invoice', { subjectType: 'invoice', subjectId, reference, target: '999', payload: { ...invoiceOf(reference) } })
      await new RecordHappening().handle(id, 'sending_started')
      await new RecordHappening().handle(id, happening, { problem: { code: 'customer_blocked', sentence: 'blocked' } })
      ids.push(id)
    }
    return { runId, ids }
  }
  const states = async (ids: number[]) => Promise.all(ids.map(async (id) => (await OutboxMessage.findOrFail(id)).state))
  const clerk = () => personWhoMay({ 'billing_run.view': 'all', 'posting.view': 'all', 'posting.decide': 'all' })

  test('is sent again at once, exactly that, from the page of the run', async ({ assert, client }) => {
    const { runId, ids } = await stopped('2026-01-01', 'refused', 'differs', 'outcome_unknown', 'refused', 'blocked')
    const other = await stopped('2026-02-15', 'refused')
    const person = await clerk()
    ;(await client.get(`/billing/runs/${runId}`).loginAs(person)).assertTextIncludes('Send all refused again (2)')
    const list = await client.get(`/erp/postings?run=${runId}`).loginAs(person)
    list.assertTextIncludes('Send all refused again (2)')
    assert.notInclude(list.text(), (await OutboxMessage.findOrFail(other.ids[0])).reference)

    const answer = await client.post(`/erp/postings/runs/${runId}/retries`).loginAs(person).withCsrfToken().redirects(0)
    answer.assertStatus(303)
    answer.assertHeader('location', `/erp/postings?run=${runId}`)
    assert.deepEqual(await states(ids), ['pending', 'held', 'unknown', 'pending', 'held'])
    assert.deepEqual(await states(other.ids), ['refused'])
    const told = await db.from('outbox_events').where({ outbox_message_id: ids[0], happening: 'retried' })
    assert.lengthOf(told, 1)
    assert.notInclude((await client.get(`/billing/runs/${runId}`).loginAs(person)).text(), 'Send all refused again')
    assert.equal(await new RetryRunPostings().handle(runId, await actorFor(person)), 0)
  })

  test('is sent again only by who decides about postings', async ({ assert, client }) => {
    const { runId, ids } = await stopped('2026-01-01', 'refused')
    const reader = await personWhoMay({ 'billing_run.view': 'all', 'posting.view': 'all' })
    assert.notInclude((await client.get(`/billing/runs/${runId}`).loginAs(reader)).text(), 'Send all refused again')
    ;(await client.post(`/erp/postings/runs/${runId}/retries`).loginAs(reader).withCsrfToken().redirects(0)).assertStatus(403)
    assert.deepEqual(await states(ids), ['refused'])
  })
})
