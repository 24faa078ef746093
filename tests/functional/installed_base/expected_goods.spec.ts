import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type { ErpOrder, ErpOrderLine } from '#contracts/erp'
import { calendarDate } from '#shared/calendar/calendar_date'
import type User from '#identity/models/user'
import BaseWorld from '#tests/support/installed_base/base_world'
import { erpOrder } from '#tests/support/erp_records'
import { personWithRole } from '#tests/support/people'

const TITLE = 'Expected from orders'

test.group('Goods expected from orders, on the pages of the company and of the order', (group) => {
  let world: BaseWorld
  let user: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BaseWorld.build()
    user = await personWithRole('administrator')
  })

  const line = (id: string, productId: string, quantity: string, more: Partial<ErpOrderLine> = {}): ErpOrderLine => ({
    ...{ id, position: 1, productId, description: productId, quantity, unitPrice: '1', isCancelled: false },
    ...more,
  })
  const order = (more: Partial<ErpOrder>) => world.mirror('order', [erpOrder('7', '10', null, more)])
  const LINES = [line('7-1', 'boiler', '3', { expectedOn: calendarDate('2020-03-01') }), line('7-2', 'filter', '8.5'), line('7-3', 'visit', '1')]
  const page = async (client: ApiClient, path: string) => (await client.get(path).loginAs(user)).text()
  const ofCompany = async (client: ApiClient) => page(client, `/crm/companies/${await world.companyOf('10')}`)
  const ofOrder = async (client: ApiClient) => page(client, `/mirror/orders/${(await db.from('sales_orders').firstOrFail()).id}`)
  const cell = (text: string) => new RegExp(`>\\s*${text.replace('.', '\\.')}\\s`)

  test('says what is still to come and when, and line by line less with each delivery', async ({ client, assert }) => {
    await order({ lines: LINES })
    const expected = await ofCompany(client)
    assert.include(expected, TITLE)
    assert.match(expected, /Mar 1, 2020|1 Mar 2020|01\/03\/2020/)
    assert.match(expected, cell('8.5'))
    assert.include(expected, 'Late')
    assert.include(expected, 'SO7')

    await world.deliver('1', '2026-01-10', { serials: ['A', 'B'], orderLine: '7-1' })
    await world.deliver('2', '2026-01-10', { product: 'filter', quantity: '8.5', orderLine: '7-2' })
    const rest = await ofOrder(client)
    assert.include(rest, '1 of 3')
    assert.notMatch(rest.split(TITLE)[1].split('</table>')[0], cell('8.5'))

    await world.deliver('3', '2026-01-11', { serials: ['C'], orderLine: '7-1' })
    assert.notInclude(await ofOrder(client), TITLE)
    assert.notInclude(await ofCompany(client), TITLE)
  })

  test('a delivery that is cancelled is expected again; goods that came back are not', async ({ client, assert }) => {
    await order({ lines: [LINES[0]] })
    await world.deliver('1', '2026-01-10', { serials: ['A', 'B', 'C'], orderLine: '7-1' })
    await world.deliver('R', '2026-01-20', { serials: ['A'], orderLine: '7-1' }, { kind: 'return' })
    assert.notInclude(await ofOrder(client), TITLE)

    await world.deliver('1', '2026-01-10', { serials: ['A', 'B', 'C'], orderLine: '7-1' }, { isCancelled: true })
    assert.include(await ofOrder(client), TITLE)
  })

  test('nothing is expected of drafts, of what is done or cancelled, and of services', async ({ client, assert }) => {
    for (const state of ['draft', 'done', 'cancelled'] as const) {
      await order({ state, lines: LINES })
      assert.notInclude(await ofCompany(client), TITLE, state)
    }
    await order({ lines: [line('7-1', 'boiler', '3', { isCancelled: true }), line('7-3', 'visit', '1')] })
    assert.notInclude(await ofCompany(client), TITLE)
  })
})
