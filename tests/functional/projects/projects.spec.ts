import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'
import { actorFor, personWhoMay, personWithRole } from '#tests/support/people'
import ProjectWorld from '#tests/support/project_world'
import SalesDesk from '#tests/support/sales_desk'

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

test.group('Projects, in the browser', (group) => {
  let world: ProjectWorld
  let seller: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await ProjectWorld.build()
    seller = await personWithRole('sales')
  })

  const send = (client: ApiClient, path: string, form: object, user = seller) => client.post(path).loginAs(user).withCsrfToken().redirects(0).header('referer', path).form(form)
  const shown = async (client: ApiClient, path: string, user = seller) => {
    const page = await client.get(path).loginAs(user)
    page.assertStatus(200)
    return page.text().replaceAll('&amp;', '&')
  }

  test('from an accepted offer to the line of an invoice', async ({ assert, client }) => {
    const offer = await new SalesDesk(await actorFor(seller), world.companyId).accepted([{ description: 'New hall', unit_price: '900' }])
    const [, form] = /href="(\/projects\/new\?[^"]+)"/.exec(await shown(client, `/sales/offers/${offer.id}`))!
    const filled = await shown(client, form)
    for (const words of ['value="A compressor"', 'value="900.00"', 'value="PO-77"']) assert.include(filled, words)
    const made = await send(client, '/projects', { company_id: world.companyId, offer_id: offer.id, name: 'New hall', currency: 'EUR', price_cents: '900.00', purchase_order: 'PO-77' })
    const path = made.header('location')!
    assert.include(await shown(client, path), 'A project without milestones bills nothing')

    const projectId = path.split('/').at(-1)
    for (const [name, share] of [['Plan', '1/3'], ['Hall stands', '2/3']]) (await send(client, '/project-milestones', { project_id: projectId, name, share, due_on: '2026-01-02' })).assertStatus(303)
    const planned = await shown(client, path)
    for (const words of ['€300.00', '€600.00', '€900.00', '1/3']) assert.include(planned, words)
    ;(await send(client, `${path}/moves`, { move: 'start' })).assertStatus(303)
    assert.include(await shown(client, path), 'Overdue')
    assert.include(await shown(client, '/'), 'Milestones that should be reached by now')

    const { id } = await db.from('project_milestones').where('name', 'Hall stands').firstOrFail()
    assert.include(await shown(client, `/project-milestones/${id}/reaches/new`), '€600.00')
    const reached = await client.post(`/project-milestones/${id}/reaches`).loginAs(seller).withCsrfToken().redirects(0).fields({ reached_on: '2026-01-10', note: 'Signed by the site manager' }).file('proof', PDF, { filename: 'acceptance.pdf', contentType: 'application/pdf' })
    reached.assertStatus(303)
    const running = await shown(client, path)
    for (const words of ['The next billing run proposes it', 'Close: 1 milestone was not reached yet']) assert.include(running, words)
    const milestone = await shown(client, `/project-milestones/${id}`)
    for (const words of ['Signed by the site manager', 'acceptance']) assert.include(milestone, words)

    const run = await world.billing.run('2026-01-31')
    const biller = await personWithRole('billing')
    const review = await shown(client, `/billing/runs/${run.id}`, biller)
    for (const words of ['New hall · Hall stands', 'PR-000001 New hall', 'Share of the price', '2/3']) assert.include(review, words)
    assert.include(await shown(client, path), `In billing run ${run.id}`)
    await world.billing.approve(run)
    const [invoice] = await world.billing.invoices()
    assert.include(await shown(client, `/billing/invoices/${invoice.id}`, biller), 'New hall · Hall stands')
    assert.include(await shown(client, path), `/billing/invoices/${invoice.id}`)
    for (const page of [`/crm/companies/${world.companyId}`, `/sales/offers/${offer.id}`]) assert.include(await shown(client, page), path)
  })

  test('a step that is refused says why beside the form, and keeps what was typed', async ({ assert, client }) => {
    const { id, milestones } = await world.running(['100'])
    const reach = `/project-milestones/${milestones[0]}/reaches`
    const early = await client.post(reach).loginAs(seller).withCsrfToken().header('referer', `${reach}/new`).form({ reached_on: '2999-01-01', note: 'Soon' })
    for (const words of ['today or on an earlier day', 'Soon']) assert.include(early.text(), words)
    const cancel = await client.post(`/projects/${id}/moves`).loginAs(seller).withCsrfToken().header('referer', `/projects/${id}/moves/new?move=cancel`).form({ move: 'cancel' })
    assert.include(cancel.text(), 'Say why.')
    const nonsense = await client.post(`/projects/${id}/moves`).loginAs(seller).withCsrfToken().redirects(0).form({ move: 'explode' })
    assert.notEqual(nonsense.status(), 500)
    const { id: planned } = await world.project()
    const form = `/project-milestones/new?project_id=${planned}`
    const bad = await client.post('/project-milestones').loginAs(seller).withCsrfToken().header('referer', form).form({ project_id: planned, name: 'Half', share: 'half' })
    for (const words of ['A share is a percentage', 'value="half"']) assert.include(bad.text(), words)
  })

  test('what was billed is taken back by who may ask for credits, and the page shows the credit', async ({ assert, client }) => {
    const { id, milestones } = await world.running(['100'])
    await world.reach(milestones[0])
    const chargeId = (await db.from('manual_charges').firstOrFail()).id
    const entered = await shown(client, `/billing/manual-charges/${chargeId}`, await personWithRole('billing'))
    assert.include(entered, `/project-milestones/${milestones[0]}`)
    assert.notInclude(entered, `/billing/manual-charges/${chargeId}/withdrawal`)
    await world.billing.bill('2026-01-31')

    const undoing = `/project-milestones/${milestones[0]}/undoings`
    assert.include(await shown(client, `${undoing}/new`), '€100.00')
    const refused = await client.post(undoing).loginAs(seller).withCsrfToken().header('referer', `${undoing}/new`).form({ reason: 'No acceptance' })
    assert.include(refused.text(), 'somebody who may ask for credits')
    const biller = await personWithRole('billing')
    ;(await send(client, undoing, { reason: 'No acceptance' }, biller)).assertStatus(303)
    const credit = await db.from('credit_requests').firstOrFail()
    assert.include(await shown(client, `/project-milestones/${milestones[0]}`, biller), `/billing/credit-requests/${credit.id}`)
    assert.include(await shown(client, `/projects/${id}`, biller), '€0.00')
  })

  test('who may only look reaches nothing; own projects stay one’s own', async ({ assert, client }) => {
    const { id, milestones } = await world.running(['100'])
    const viewer = await personWhoMay({ 'project.view': 'all', 'project_milestone.view': 'all' })
    const page = await shown(client, `/projects/${id}`, viewer)
    for (const words of ['moves/new', 'reaches/new', '/edit']) assert.notInclude(page, words)
    for (const path of [`/projects/${id}/moves`, `/project-milestones/${milestones[0]}/reaches`, `/project-milestones/${milestones[0]}/undoings`]) {
      ;(await client.post(path).loginAs(viewer).withCsrfToken().form({})).assertStatus(403)
    }
    const other = await personWhoMay({ 'project.view': 'own', 'project_milestone.view': 'all', 'project_milestone.reach': 'all' })
    ;(await client.get(`/projects/${id}`).loginAs(other)).assertStatus(404)
    ;(await client.get(`/project-milestones/${milestones[0]}/reaches/new`).loginAs(other)).assertStatus(404)
    ;(await client.post(`/project-milestones/${milestones[0]}/reaches`).loginAs(other).withCsrfToken().form({ reached_on: '2026-01-10' })).assertStatus(404)
  })
})
