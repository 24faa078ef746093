import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { COMPANY } from '#crm/records/company'
import { insertMany } from '#shared/database/bulk'
import { RecordList } from '#shared/records/queries/record_list'
import { listRequest } from '#shared/records/rules/list_request'
import { addTokens } from '#shared/search/write_tokens'
import { actorFor, personWithRole } from '#tests/support/people'

const AT = '2026-01-01 00:00:00'
const COUNT = 6_000

test.group('Lists searched by a word that very many records carry', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('show the first five thousand and say that there are more; an export holds them all', async ({ assert }) => {
    const rows = Array.from({ length: COUNT }, (_, index) => ({
      id: 500_000 + index,
      name: `${index % 3 === 0 ? 'Hotel' : 'Talleres'} ${String((index * 7919) % COUNT).padStart(5, '0')}`,
      status: 'prospect',
      created_at: AT,
      updated_at: AT,
    }))
    await db.transaction(async (trx) => {
      await insertMany(trx, 'companies', rows)
      await addTokens('company', rows.map(({ id, name }) => ({ id, texts: [name, 'Zaragoza'] })), trx)
    })
    const actor = await actorFor(await personWithRole('administrator'))

    const everywhere = new RecordList(COMPANY, listRequest(COMPANY, { q: 'zarag' }), actor)
    const names: unknown[] = []
    for await (const page of everywhere.pages(900)) names.push(...page.map(({ name }) => name))
    assert.deepEqual(names, rows.map(({ name }) => name).toSorted())
    assert.deepEqual(await everywhere.count(), { count: 5_000, isCapped: true })

    const hotels = new RecordList(COMPANY, listRequest(COMPANY, { q: 'hotel zarag' }), actor)
    assert.deepEqual(await hotels.count(), { count: 2_000, isCapped: false })
  })

  test('turn back to the page they came from', async ({ assert }) => {
    const rows = Array.from({ length: COUNT }, (_, index) => ({
      id: 500_000 + index,
      name: `Nave ${String(index).padStart(5, '0')}`,
      status: 'prospect',
      created_at: AT,
      updated_at: AT,
    }))
    await db.transaction(async (trx) => {
      await insertMany(trx, 'companies', rows)
      await addTokens('company', rows.map(({ id, name }) => ({ id, texts: [name] })), trx)
    })
    const actor = await actorFor(await personWithRole('administrator'))
    const at = (cursor: string | null) => new RecordList(COMPANY, listRequest(COMPANY, { q: 'nave', at: cursor }), actor)

    const first = await at(null).page()
    const second = await at(first.next).page()
    const back = await at(second.previous).page()
    assert.equal(second.rows[0].name, 'Nave 00050')
    assert.deepEqual(back.rows.map(({ id }) => id), first.rows.map(({ id }) => id))
  })
})
