import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import CheckImport from '#shared/records/imports/actions/check_import'
import MapImport from '#shared/records/imports/actions/map_import'
import StartImport from '#shared/records/imports/actions/start_import'
import { WARRANTY_REGISTRATION } from '#warranty/records/warranty_registration'
import { english } from '#tests/support/gadgets'
import { fileOf, verdictsOf, written } from '#tests/support/importing'
import { actorFor, personWithRole } from '#tests/support/people'
import WarrantyWorld from '#tests/support/warranty_world'

test.group('Registrations from a file', (group) => {
  let world: WarrantyWorld
  let actor: Actor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await WarrantyWorld.build()
    actor = await actorFor(await personWithRole('administrator'))
    await db.table('warranty_settings').insert({ id: 1, deadline_days: null, is_form_open: true, outcomes: '{}', updated_at: '2026-01-01 00:00:00' })
  })

  test('the dry run says of each row what will happen, and writes nothing; writing does just that', async ({ assert }) => {
    const { number } = await db.from('products').where('id', world.productId).firstOrFail()
    const { name: dealer } = await db.from('companies').where('id', world.otherDealerId).firstOrFail()
    await world.register({ serial: 'A3' })
    const rows = [
      'Product,Serial number,Bought on,Dealer,End customer,E-mail',
      `${number},A1,2026-03-10,,Ana,ana@casa.example`,
      `${number},A2,2026-03-10,${dealer},Ion,ion@casa.example`,
      `${number},ZZ,2026-03-10,,Eva,eva@casa.example`,
      `${number},A3,2026-03-10,,Ana Pérez,ana@casa.example`,
    ]
    const started = await new StartImport().handle(WARRANTY_REGISTRATION, await fileOf(rows.join('\n'), 'cards.csv'), actor, english())
    await new MapImport().handle(WARRANTY_REGISTRATION, started.id, { ...started.mapping!, key: null, mode: 'create' })
    await new CheckImport().handle(started.id, actor)
    const checked = await started.refresh()

    const said = await verdictsOf(checked)
    assert.deepEqual(said.slice(0, 2), ['create', 'create'])
    assert.match(said[2], /^error: .*We know no item with the serial number ZZ/)
    assert.match(said[3], /^error: .*registered this item already, as W-000001/)
    assert.lengthOf(await world.registrations(), 1)

    await written(checked, actor)
    const [, first, second] = await world.registrations()
    assert.deepInclude(first, { serial: 'A1', status: 'accepted', channel: 'file', owner_id: actor.id })
    assert.deepInclude(second, { serial: 'A2', status: 'to_review', main_finding: 'SHIPPED_TO_OTHER_DEALER' })
  })
})
