import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'
import { waitingFor } from '#shared/shell/waiting'
import BillingWorld from '#tests/support/billing_world'
import { actorFor, inOneGroup, personWhoMay } from '#tests/support/people'

const CONTRACTS = '/service-contracts/contracts'
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')

test.group('The approval and signature of a contract', (group) => {
  let world: BillingWorld
  let clerk: User
  let legal: User
  let finance: User
  let flowId: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    clerk = await personWhoMay({ 'service_contract.view': 'all', 'service_contract.edit': 'all', 'contract_line.view': 'all', 'contract_line.create': 'all', 'contract_line.edit': 'all', 'approval_flow.view': 'all', 'approval_flow.create': 'all', 'approval_flow.edit': 'all', 'company.view': 'all' })
    ;[legal, finance] = [await personWhoMay({ 'service_contract.view': 'all' }), await personWhoMay({})]
    flowId = await flow([['Legal', await inOneGroup(legal), null], ['Finance', await inOneGroup(finance), '1000']])
  })

  async function flow(steps: [string, number, string | null][]): Promise<number> {
    const at = '2026-01-01 00:00:00'
    const [id] = await db.table('approval_flows').insert({ name: `Flow ${Math.random()}`, subject_type: 'service_contract', allows_own: false, is_active: true, version: 1, created_at: at, updated_at: at })
    for (const [index, [name, groupId, above]] of steps.entries()) await db.table('approval_flow_steps').insert({ approval_flow_id: id, position: index + 1, name, group_id: groupId, amount_above: above })
    return Number(id)
  }
  const draft = (prices = ['100.00']) => world.contract(prices, { status: 'draft', approval_flow_id: flowId, needs_signature: true, ends_on: '2027-01-01' })
  const send = (client: ApiClient, user: User, path: string, form: object = {}) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)
  const sign = (client: ApiClient, id: number, more: object = {}) =>
    client.post(`${CONTRACTS}/${id}/signature`).loginAs(clerk).withCsrfToken().redirects(0).fields({ signed_on: '2026-01-10', signed_by: 'Ana Ruiz', ...more }).file('file', PDF, { filename: 'signed.pdf' })
  const approval = () => db.from('approvals').orderBy('id', 'desc').firstOrFail()
  const openStep = () => db.from('approval_steps').where('state', 'open').firstOrFail()
  const contract = (id: number) => db.from('service_contracts').where('id', id).firstOrFail()
  async function decide(client: ApiClient, user: User, form: object = { decision: 'approve' }) {
    const step = await openStep()
    return send(client, user, `/approvals/${step.approval_id}/steps/${step.id}/decision`, form)
  }

  test('goes through legal and finance, and only then asks for the signed file, which is locked', async ({ assert, client }) => {
    const { id } = await draft()
    const page = async () => (await client.get(`${CONTRACTS}/${id}`).qs({ part: 'signing' }).loginAs(clerk)).text()
    assert.include(await page(), 'The approval has to be asked for first')
    assert.notInclude(await page(), `${id}/signature`)
    ;(await sign(client, id)).assertStatus(422)
    assert.isNull((await contract(id)).signed_on)

    ;(await send(client, clerk, `${CONTRACTS}/${id}/approval`)).assertStatus(303)
    assert.equal((await approval()).amount, '1200.00')
    assert.equal((await waitingFor(await actorFor(legal)))[0].href, '/approvals')
    assert.lengthOf((await waitingFor(await actorFor(finance))).filter(({ href }) => href === '/approvals'), 0)
    ;(await client.get('/approvals').loginAs(legal)).assertTextIncludes('Legal')
    ;(await decide(client, legal)).assertStatus(303)
    assert.notInclude(await page(), `${id}/signature`)
    assert.lengthOf(await db.from('notifications').where({ user_id: finance.id, sentence: 'workflow.notices.asked' }), 1)
    ;(await decide(client, finance)).assertStatus(303)

    assert.include(await page(), `${id}/signature`)
    ;(await send(client, clerk, `${CONTRACTS}/${id}/activation`)).assertStatus(422)
    assert.equal((await contract(id)).status, 'draft')
    ;(await sign(client, id)).assertStatus(303)
    const signed = await contract(id)
    assert.include(signed, { signed_on: '2026-01-10', signed_by: 'Ana Ruiz' })
    assert.isNotNull((await db.from('attachments').where('id', signed.signed_attachment_id).firstOrFail()).locked_at)
    ;(await send(client, clerk, `${CONTRACTS}/${id}/activation`)).assertStatus(303)
    assert.equal((await contract(id)).status, 'active')
  })

  test('leaves the step out that is asked only above an amount', async ({ assert, client }) => {
    const { id } = await draft(['50.00'])
    await send(client, clerk, `${CONTRACTS}/${id}/approval`)
    await decide(client, legal)
    assert.equal((await approval()).state, 'approved')
    ;(await client.get(`${CONTRACTS}/${id}`).qs({ part: 'signing' }).loginAs(clerk)).assertTextIncludes('Not needed')
  })

  test('loses what was approved when a price changes, and says so', async ({ assert, client }) => {
    const { id, lines } = await draft()
    await send(client, clerk, `${CONTRACTS}/${id}/approval`)
    await decide(client, legal)
    const line = { service_contract_id: id, description: 'Service 1', quantity: '1', unit_price: '90.00', starts_on: '2026-01-01', version: 1 }
    ;(await client.put(`/service-contracts/lines/${lines[0]}`).loginAs(clerk).withCsrfToken().redirects(0).form(line)).assertStatus(303)

    assert.include(await approval(), { state: 'cancelled', end_reason: 'terms_changed', live_key: null })
    const page = await client.get(`${CONTRACTS}/${id}`).qs({ part: 'signing' }).loginAs(clerk)
    page.assertTextIncludes('ask again')
    ;(await send(client, clerk, `${CONTRACTS}/${id}/approval`)).assertStatus(303)
    assert.equal((await approval()).state, 'open')
  })

  test('is not lost by a note, for which nobody was asked', async ({ assert, client }) => {
    const { id } = await draft()
    await send(client, clerk, `${CONTRACTS}/${id}/approval`)
    await db.from('service_contracts').where('id', id).update({ notes: 'They called' })
    await decide(client, legal)
    assert.equal((await approval()).state, 'open')
  })

  test('is cancelled at the decision when the terms were changed behind its back', async ({ assert, client }) => {
    const { id } = await draft()
    await send(client, clerk, `${CONTRACTS}/${id}/approval`)
    await db.from('service_contracts').where('id', id).update({ currency: 'USD' })
    ;(await decide(client, legal)).assertStatus(422)
    assert.equal((await approval()).state, 'cancelled')
    assert.lengthOf(await db.from('approval_decisions'), 0)
  })

  test('is refused with a reason only, and whoever asked hears of it', async ({ assert, client }) => {
    const { id } = await draft()
    await send(client, clerk, `${CONTRACTS}/${id}/approval`)
    const { approval_id: approvalId, id: stepId } = await openStep()
    const bare = await client.post(`/approvals/${approvalId}/steps/${stepId}/decision`).loginAs(legal).withCsrfToken().header('referer', `/approvals/${approvalId}`).form({ decision: 'refuse' })
    bare.assertTextIncludes('A refusal needs its reason')
    ;(await decide(client, legal, { decision: 'refuse', reason: 'Liability is unlimited' })).assertStatus(303)

    assert.equal((await approval()).state, 'refused')
    assert.lengthOf(await db.from('notifications').where({ user_id: clerk.id, sentence: 'workflow.notices.refused' }), 1)
    ;(await client.get(`${CONTRACTS}/${id}`).qs({ part: 'signing' }).loginAs(clerk)).assertTextIncludes('Liability is unlimited')
  })

  test('is decided by nobody else, not out of turn and not twice', async ({ assert, client }) => {
    const { id } = await draft()
    await send(client, clerk, `${CONTRACTS}/${id}/approval`)
    const first = await openStep()
    const path = `/approvals/${first.approval_id}/steps/${first.id}/decision`
    ;(await send(client, await personWhoMay({}), path, { decision: 'approve' })).assertStatus(404)
    ;(await send(client, finance, path, { decision: 'approve' })).assertStatus(422)
    assert.lengthOf(await db.from('approval_decisions'), 0)
    ;(await send(client, legal, path, { decision: 'approve' })).assertStatus(303)
    ;(await send(client, legal, path, { decision: 'approve' })).assertStatus(422)
    assert.lengthOf(await db.from('approval_decisions'), 1)
    ;(await send(client, legal, path, { decision: 'perhaps' })).assertStatus(422)
  })

  test('leaves the terms of a signed draft as they were signed', async ({ assert, client }) => {
    const { id, lines } = await draft(['50.00'])
    await send(client, clerk, `${CONTRACTS}/${id}/approval`)
    await decide(client, legal)
    await sign(client, id)
    const line = { service_contract_id: id, description: 'Service 1', quantity: '1', unit_price: '90.00', starts_on: '2026-01-01', version: 1 }
    const edited = await client.put(`/service-contracts/lines/${lines[0]}`).loginAs(clerk).withCsrfToken().header('referer', `/service-contracts/lines/${lines[0]}/edit`).form(line)
    edited.assertTextIncludes('The contract is signed')
    assert.equal((await db.from('contract_lines').where('id', lines[0]).firstOrFail()).unit_price, '50.00')
  })

  test('needs a file, a name and a day that has come', async ({ assert, client }) => {
    const { id } = await draft(['50.00'])
    await send(client, clerk, `${CONTRACTS}/${id}/approval`)
    await decide(client, legal)
    ;(await send(client, clerk, `${CONTRACTS}/${id}/signature`, { signed_on: '2026-01-10', signed_by: 'Ana Ruiz' })).assertStatus(422)
    ;(await sign(client, id, { signed_by: '' })).assertStatus(422)
    ;(await sign(client, id, { signed_on: '2999-01-01' })).assertStatus(422)
    assert.isNull((await contract(id)).signed_on)
  })

  test('of a flow is kept step by step, each for a group or a role', async ({ assert, client }) => {
    const made = await send(client, clerk, '/workflow/approval-flows', { name: 'Big contracts', subject_type: 'service_contract', is_active: '1' })
    const path = made.header('location')!
    ;(await send(client, clerk, `${path}/steps`, { name: 'Nobody' })).assertStatus(422)
    const team = await inOneGroup(legal)
    ;(await send(client, clerk, `${path}/steps`, { name: 'Legal', group_id: team, amount_above: '500' })).assertStatus(303)
    const page = await client.get(path).loginAs(clerk)
    page.assertTextIncludes('only above 500')
    const step = await db.from('approval_flow_steps').where('group_id', team).firstOrFail()
    ;(await client.delete(`${path}/steps/${step.id}`).loginAs(clerk).withCsrfToken().redirects(0)).assertStatus(303)
    assert.lengthOf(await db.from('approval_flow_steps').where('group_id', team), 0)
  })
})
