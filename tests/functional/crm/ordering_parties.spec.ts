import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { caseFromRecords } from '#service_contracts/queries/coverage/case_from_records'
import { personWhoMay, personWithRole } from '#tests/support/people'

const AT = '2026-01-01 00:00:00'

test.group('Ordering parties', (group) => {
  let companyId: number
  let otherId: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const company = (name: string) => db.table('companies').insert({ name, status: 'customer', is_blocked: false, version: 1, created_at: AT, updated_at: AT })
    companyId = Number((await company('Fábrica Reus'))[0])
    otherId = Number((await company('Gestora Norte'))[0])
  })

  const ask = async (label: string, kind: string, required: boolean, position = 10) =>
    Number((await db.table('ordering_party_fields').insert({ label, kind, is_required: required, is_active: true, position, version: 1, created_at: AT, updated_at: AT }))[0])

  test('the form asks for what an administrator chose, and refuses without what is mandatory', async ({ assert, client }) => {
    const cost = await ask('Cost centre', 'text', true)
    const mail = await ask('Mail', 'email', false, 20)
    const person = await personWithRole('service_desk')
    const page = await client.get(`/crm/companies/${companyId}/ordering-parties/create`).loginAs(person)
    for (const text of ['Cost centre', 'Mail', `answers[f${cost}]`]) assert.include(page.text(), text)

    const post = (form: Record<string, unknown>) => client.post(`/crm/companies/${companyId}/ordering-parties`).form(form).withCsrfToken().loginAs(person)
    assert.include((await post({ name: 'Marta' })).text(), 'Cost centre is needed of every ordering party')
    const wrong = await post({ name: 'Marta', answers: { [`f${cost}`]: 'C1', [`f${mail}`]: 'nobody' } })
    assert.include(wrong.text(), 'Mail is no e-mail address')
    assert.isNull(await db.from('ordering_parties').first())
  })

  test('two ordering parties of a customer can each be chosen on the coverage check', async ({ assert, client }) => {
    const cost = await ask('Cost centre', 'text', true)
    const person = await personWithRole('service_desk')
    for (const [name, party] of [['Marta', ''], ['Gestora', String(otherId)]]) {
      const form = { name, party_company_id: party, answers: { [`f${cost}`]: 'C1' } }
      const answer = await client.post(`/crm/companies/${companyId}/ordering-parties`).form(form).withCsrfToken().loginAs(person).redirects(0)
      answer.assertStatus(303)
    }

    const company = await client.get(`/crm/companies/${companyId}`).loginAs(person)
    for (const text of ['Marta', 'Gestora', 'Cost centre: C1']) assert.include(company.text(), text)
    const check = await client.get(`/service-contracts/coverage/check?company_id=${companyId}`).loginAs(person)
    for (const text of ['Ordering party', 'Marta', 'Gestora']) assert.include(check.text(), text)

    const parties = await db.from('ordering_parties').orderBy('id')
    const question = { companyId, itemId: null, productId: null, skillId: null, requestedAt: '2026-06-01T10:00:00Z', interventionAt: null, currency: 'EUR', lines: [], contractIds: null }
    const orderedBy = async (id: number) => (await caseFromRecords({ ...question, orderingPartyId: id })).orderingParty
    assert.deepEqual([await orderedBy(parties[0].id), await orderedBy(parties[1].id)], [null, String(otherId)])
  })

  test('a name orders once, and who may not edit does not', async ({ assert, client }) => {
    const person = await personWithRole('service_desk')
    const post = () => client.post(`/crm/companies/${companyId}/ordering-parties`).form({ name: 'Marta' }).withCsrfToken().loginAs(person)
    await post()
    assert.include((await post()).text(), 'Marta already orders for this company')

    const reader = await personWhoMay({ 'company.view': 'all' })
    ;(await client.get(`/crm/companies/${companyId}/ordering-parties/create`).loginAs(reader)).assertStatus(403)
  })
})
