import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#identity/models/user'
import BillingWorld from '#tests/support/billing_world'
import { personWhoMay } from '#tests/support/people'

test.group('Letters in the browser', (group) => {
  let world: BillingWorld
  let maker: User
  let id: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    maker = await User.findOrFail(world.maker.id)
    const companyId = await world.company({ name: 'Taller Ruiz', language: 'es', email: 'ruiz@example.com' })
    const contract = await world.contract(['95.00'], { company_id: companyId, ends_on: '2099-01-01', term_months: 12, renewal_mode: 'tacit', deadline_on: '2098-10-01' })
    id = contract.id
  })

  test('are looked at, kept, printed to the same bytes, and sent once', async ({ assert, client }) => {
    const preview = await client.get(`/service-contracts/contracts/${id}/letters/new?kind=renewal_announced`).loginAs(maker)
    for (const text of ['Renovación del contrato', 'Taller Ruiz', '95,00 EUR']) assert.include(preview.text(), text)
    assert.lengthOf(await db.from('contract_letters'), 0)

    const kept = await client.post(`/service-contracts/contracts/${id}/letters`).loginAs(maker).withCsrfToken().redirects(0).form({ kind: 'renewal_announced' })
    const path = kept.header('location')!
    const [first, second] = [await client.get(`${path}/pdf`).loginAs(maker), await client.get(`${path}/pdf`).loginAs(maker)]
    first.assertHeader('content-type', 'application/pdf')
    assert.deepEqual(first.body(), second.body())

    const send = () => client.put(path).loginAs(maker).withCsrfToken().redirects(0).form({ to: 'mailed' })
    ;(await send()).assertStatus(303)
    ;(await send()).assertStatus(422)
    assert.lengthOf(await db.from('mails').where('to_address', 'ruiz@example.com'), 1)
    assert.include((await client.get('/service-contracts/letters').loginAs(maker)).text(), 'Taller Ruiz')
    assert.include((await client.get(`/service-contracts/contracts/${id}?part=renewal`).loginAs(maker)).text(), 'By e-mail')
  })

  test('of a revaluation are asked for on its page', async ({ client }) => {
    const stamps = { created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }
    const [runId] = await db.table('revaluation_runs').insert({ since: '2026-01-01', until: '2026-01-31', status: 'applied', revision: 1, ...stamps })
    const path = `/service-contracts/revaluations/${runId}/letters`
    ;(await client.get(path).loginAs(maker)).assertTextIncludes('Letters written')
    ;(await client.get(`/service-contracts/revaluations/${runId}`).loginAs(maker)).assertTextIncludes(path)
    ;(await client.post(path).loginAs(maker).withCsrfToken().redirects(0)).assertStatus(303)
  })

  test('say what an administrator wrote, once it names nothing unknown', async ({ assert, client }) => {
    const author = await personWhoMay({ 'contract_letter.view': 'all', 'contract_letter.configure': 'all' })
    const path = '/service-contracts/letters/texts/renewal_announced/es'
    assert.include((await client.get('/service-contracts/letters/texts').loginAs(author)).text(), 'as built in')
    assert.include((await client.get(path).loginAs(author)).text(), '{next_last}')
    const send = (method: 'put' | 'post', address: string, body: string) => client[method](address).loginAs(author).withCsrfToken().redirects(0).header('referer', path).form({ body })
    const refused = await send('put', path, 'Hasta {lst}')
    assert.include(JSON.stringify(refused.flashMessages()), '{lst}')
    const preview = await send('post', `${path}/preview`, 'Hasta {last}, {customer}')
    for (const words of ['Cliente de ejemplo', 'Hasta {last}, {customer}']) assert.include(preview.text(), words)
    assert.lengthOf(await db.from('letter_texts'), 0)

    ;(await send('put', path, 'Hasta {last}, {customer}')).assertStatus(303)
    ;(await client.get(`${path}/pdf`).loginAs(author)).assertHeader('content-type', 'application/pdf')
    const letter = await client.get(`/service-contracts/contracts/${id}/letters/new?kind=renewal_announced`).loginAs(maker)
    assert.include(letter.text(), 'Hasta 31 dic 2098, Taller Ruiz')
    ;(await client.get(path).loginAs(maker)).assertStatus(403)
  })

  test('are for people with the permission only', async ({ client }) => {
    const nobody = await personWhoMay({})
    ;(await client.get('/service-contracts/letters').loginAs(nobody)).assertStatus(403)
    ;(await client.get(`/service-contracts/contracts/${id}/letters/new?kind=renewal_done`).loginAs(nobody)).assertStatus(403)
  })
})
