import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import WarrantyWorld from '#tests/support/warranty_world'

const PATH = '/warranty/register'
const complaintsOf = (answer: ApiResponse) => answer.flashMessage('inputErrorsBag') as Record<string, string[]>

test.group('The public warranty form', (group) => {
  let world: WarrantyWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())
  group.each.setup(async () => {
    world = await WarrantyWorld.build()
  })

  const passOf = async (client: ApiClient) => /name="pass" value="([^"]+)"/.exec((await client.get(PATH)).text())![1]

  async function typed(client: ApiClient, more: object = {}) {
    const { number } = await db.from('products').where('id', world.productId).firstOrFail()
    const form = { pass: await passOf(client), product_number: number, serial: 'A1', purchased_on: '2026-03-10', dealer_name: '', customer_name: 'Ana Pérez', customer_email: 'ana@casa.example', consent: '1' }
    return { ...form, ...more }
  }

  async function send(client: ApiClient, more: object = {}, language = 'en') {
    const form = (await typed(client, more)) as Record<string, string>
    return client.post(PATH).header('referer', PATH).header('accept-language', language).withCsrfToken().redirects(0).form(form)
  }

  test('a stranger registers an item and is told the number', async ({ assert, client }) => {
    await db.table('warranty_settings').insert({ id: 1, deadline_days: null, is_form_open: true, outcomes: '{}', updated_at: '2026-01-01 00:00:00' })
    const answer = await send(client)
    answer.assertStatus(303)
    answer.assertHeader('location', '/warranty/register/done')
    const [row] = await world.registrations()
    assert.deepInclude(row, { status: 'accepted', channel: 'portal', customer_name: 'Ana Pérez', owner_id: null })
    assert.deepEqual(answer.flashMessage('registered'), { number: row.number, status: 'accepted' })
  })

  test('every refused field gets its sentence in the language of the reader, and keeps what was typed', async ({ assert, client }) => {
    const answer = await send(client, { serial: 'ZZ', customer_email: 'no address' })
    assert.deepEqual(Object.keys(answer.flashMessage('inputErrorsBag')), ['customer_email'])
    assert.equal(answer.flashMessage('customer_name'), 'Ana Pérez')

    const spanish = await send(client, { serial: 'ZZ' }, 'es')
    assert.include(complaintsOf(spanish).serial[0], 'No conocemos ningún equipo')
    const romanian = await send(client, { product_number: 'nothing' }, 'ro')
    assert.include(complaintsOf(romanian).product_number[0], 'Nu cunoaștem niciun produs')
    assert.lengthOf(await world.registrations(), 0)
  })

  test('a proof of purchase is kept with the registration, and what is no document is said at its field', async ({ assert, client }) => {
    const sent = async (content: string, fileName: string) => {
      const request = client.post(PATH).header('referer', PATH).withCsrfToken().redirects(0).file('file', Buffer.from(content), { filename: fileName })
      return request.fields((await typed(client)) as Record<string, string>)
    }
    const refused = await sent('\x7fELF no document', 'receipt.exe')
    assert.property(refused.flashMessage('inputErrorsBag'), 'file')
    assert.lengthOf(await world.registrations(), 0)

    ;(await sent('%PDF-1.4\n%%EOF\n', 'receipt.pdf')).assertStatus(303)
    const [row] = await world.registrations()
    const kept = await db.from('attachments').where({ record_type: 'warranty_registration', record_id: row.id }).firstOrFail()
    assert.deepInclude(kept, { kind: 'receipt', file_name: 'receipt.pdf', uploaded_by_id: null })
    assert.equal(row.document_kind, 'receipt')
  })

  test('what others registered is never told', async ({ assert, client }) => {
    await world.register({ customer_name: 'Secret Person', customer_email: 'secret@casa.example' })
    const answer = await send(client)
    answer.assertStatus(303)
    const page = await client.get('/warranty/register/done').withFlashMessages({ registered: answer.flashMessage('registered') })
    assert.notInclude(page.text(), 'Secret')
    assert.include(page.text(), 'We look at your registration')
    assert.notInclude(JSON.stringify(answer.flashMessages()), 'Secret')
  })

  test('a program that fills in what people do not see is thanked, and nothing is kept', async ({ assert, client }) => {
    const answer = await send(client, { website: 'https://spam.example' })
    answer.assertHeader('location', '/warranty/register/done')
    assert.lengthOf(await world.registrations(), 0)
  })

  test('a form that is not ours, or without its token, is not taken', async ({ assert, client }) => {
    const forged = await send(client, { pass: 'made up' })
    assert.include(forged.flashMessage('error'), 'open too long')
    const bare = await client.post(PATH).redirects(0).form(await typed(client))
    bare.assertStatus(419)
    assert.lengthOf(await world.registrations(), 0)
  })

  test('one address can only send so many', async ({ assert, client }) => {
    for (let n = 0; n < 20; n++) await client.post(PATH).header('referer', PATH).withCsrfToken().redirects(0).form({ serial: `Z${n}` })
    const answer = await send(client)
    assert.include(answer.flashMessage('error'), 'Too many registrations')
    assert.lengthOf(await world.registrations(), 0)
  })

  test('a closed form says so and takes nothing', async ({ assert, client }) => {
    const form = await typed(client)
    await db.table('warranty_settings').insert({ id: 1, deadline_days: null, is_form_open: false, outcomes: '{}', updated_at: '2026-01-01 00:00:00' })
    assert.include((await client.get(PATH)).text(), 'not taken here at the moment')
    await client.post(PATH).withCsrfToken().redirects(0).form(form)
    assert.lengthOf(await world.registrations(), 0)
  })
})
