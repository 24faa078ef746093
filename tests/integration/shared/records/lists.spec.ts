import db from '@adonisjs/lucid/services/db'
import fc from 'fast-check'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { insertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { Conflict } from '#shared/errors/conflict'
import { Forbidden } from '#shared/errors/forbidden'
import SaveRecord from '#shared/records/actions/save_record'
import { RecordList } from '#shared/records/queries/record_list'
import { listRequest } from '#shared/records/rules/list_request'
import type { Row } from '#shared/records/record_type'
import { gadget, GADGET, gadgetTable, someone } from '#tests/support/gadgets'

const AT = '2026-01-01 00:00:00'
const list = (query: Record<string, unknown>, actor = someone()) => new RecordList(GADGET, listRequest(GADGET, query), actor)
const names = async (query: Record<string, unknown>, actor = someone()) => (await list(query, actor).page()).rows.map(({ name }) => name)

async function rows(values: { stock: number | null; code?: string | null }[]) {
  await db.from(GADGET.table).delete()
  const full = values.map((value, index) => ({ name: `Gadget ${index}`, status: 'fresh', version: 1, created_at: AT, updated_at: AT, ...value }))
  await within(undefined, (trx) => insertMany(trx, GADGET.table, full))
}

/** Every page from the first to the last, and then back to the first. */
async function walked(sort: string, size: number): Promise<{ forth: Row[]; back: Row[] }> {
  const forth: Row[] = []
  let page = await list({ sort }).page(size)
  let last = page
  forth.push(...page.rows)
  while (page.next) {
    page = await list({ sort, at: page.next }).page(size)
    if (page.rows.length > 0) last = page
    forth.push(...page.rows)
  }
  const back: Row[] = [...last.rows]
  for (page = last; page.previous; ) {
    page = await list({ sort, at: page.previous }).page(size)
    back.unshift(...page.rows)
  }
  return { forth, back }
}

test.group('Lists of records', (group) => {
  group.setup(() => gadgetTable())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('walking the pages forth and back shows every record once and in order, with ties and empty values', async ({ assert }) => {
    const values = fc.array(fc.record({ stock: fc.option(fc.integer({ min: 0, max: 3 })) }), { minLength: 1, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(values, fc.constantFrom('stock', '-stock', 'name', '-id'), fc.integer({ min: 1, max: 6 }), async (gadgets, sort, size) => {
        await rows(gadgets)
        const [column, direction] = sort.startsWith('-') ? [sort.slice(1), 'desc' as const] : [sort, 'asc' as const]
        const whole = await db.from(GADGET.table).orderBy(column, direction).orderBy('id', direction)
        const ids = (found: Row[]) => found.map(({ id }) => id)
        const { forth, back } = await walked(sort, size)

        assert.deepEqual(ids(forth), ids(whole))
        assert.deepEqual(ids(back), ids(whole))
      }),
      { numRuns: 60 }
    )
  }).timeout(60_000)

  test('filters ask for values, ranges, several choices and emptiness', async ({ assert }) => {
    await gadget({ name: 'Lamp', stock: 1, bought_on: '2026-01-10', price_cents: '10.00', is_loud: false })
    await gadget({ name: 'Larch', stock: 5, bought_on: '2026-02-10', status: 'worn', is_loud: true })
    await gadget({ name: 'Bell%', stock: 9, price_cents: '30.00' })

    assert.deepEqual(await names({ f_name: 'La' }), ['Lamp', 'Larch'])
    assert.deepEqual(await names({ f_name: 'Bell%' }), ['Bell%'])
    assert.deepEqual(await names({ f_name: '%' }), [])
    assert.deepEqual(await names({ f_stock_from: '2', f_stock_to: '5' }), ['Larch'])
    assert.deepEqual(await names({ f_bought_on_to: '2026-01-31' }), ['Lamp'])
    assert.deepEqual(await names({ f_price_cents_from: '20' }), ['Bell%'])
    assert.deepEqual(await names({ f_status: ['fresh', 'worn'] }), ['Bell%', 'Lamp', 'Larch'])
    assert.deepEqual(await names({ f_is_loud: '1' }), ['Larch'])
    assert.deepEqual(await names({ f_bought_on: '-' }), ['Bell%'])
    assert.deepEqual(await names({ f_notes: 'x', f_stock: 'many', sort: 'notes', at: '!!' }), ['Bell%', 'Lamp', 'Larch'])
    assert.deepEqual(await names({ q: 'lar' }), ['Larch'])
  })

  test('show one’s own records, those of the team, or all', async ({ assert }) => {
    for (const [name, owner_id, group_id] of [['mine', 5, null], ['team', 6, 7], ['other', 8, 9]] as const) {
      const { id } = await gadget({ name })
      await db.from(GADGET.table).where('id', id).update({ owner_id, group_id })
    }
    assert.deepEqual(await names({}, someone('own', { id: 5, groupIds: [7] })), ['mine'])
    assert.deepEqual(await names({}, someone('team', { id: 5, groupIds: [7] })), ['mine', 'team'])
    assert.deepEqual(await names({}, someone('all', { id: 5 })), ['mine', 'other', 'team'])
    assert.deepEqual(await names({}, someone('none', { id: 5 })), [])

    const other = await db.from(GADGET.table).where('name', 'other').firstOrFail()
    await assert.rejects(() => new SaveRecord().handle(GADGET, { id: other.id, values: { name: 'x' } }, someone('own', { id: 5 })), Forbidden)
  })

  test('the second of two people who edit one record is told what the first one wrote', async ({ assert }) => {
    const { id, version } = await gadget({ name: 'Lamp', stock: 1 })
    const save = (values: object) => new SaveRecord().handle(GADGET, { id, values: values as never, version: Number(version) }, someone())
    await save({ name: 'Lantern' })

    const refused = await save({ name: 'Torch' }).catch((error) => error)
    assert.instanceOf(refused, Conflict)
    assert.deepEqual([refused.theirs, refused.ours], [{ name: 'Lantern', version: 2 }, { name: 'Torch' }])
    assert.equal((await db.from(GADGET.table).where('id', id).first()).name, 'Lantern')
  })
})
