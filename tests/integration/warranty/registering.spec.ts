import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import DecideRegistration from '#warranty/actions/decide_registration'
import RegistrationImpossible from '#warranty/errors/registration_impossible'
import RegistrationRefused from '#warranty/errors/registration_refused'
import { calendarDate } from '#shared/calendar/calendar_date'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import SaveRecord from '#shared/records/actions/save_record'
import { WARRANTY_REGISTRATION } from '#warranty/records/warranty_registration'
import { someone } from '#tests/support/gadgets'
import WarrantyWorld, { TODAY } from '#tests/support/warranty_world'

const decide = (id: number, decision: 'accept' | 'refuse' | 'reserve' | 'withdraw', reason = 'Seen on paper') => new DecideRegistration().handle(id, { decision, reason }, someone())

test.group('Registering a warranty', (group) => {
  let world: WarrantyWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await WarrantyWorld.build()
  })

  async function refusal(work: Promise<unknown>): Promise<string[]> {
    const error = await work.then(() => null, (one: unknown) => one)
    return error instanceof RegistrationRefused ? error.findings.map(({ check }) => check) : error instanceof RegistrationImpossible ? [error.key] : [String(error)]
  }

  test('gives the item to the end customer, with the dealer as seller and a contract from the purchase on', async ({ assert }) => {
    await world.warrantBoilers()
    const row = await world.register()

    assert.equal(row.status, 'accepted')
    assert.match(row.number, /^W-\d{6}$/)
    const item = await world.base.item('A1')
    const company = await db.from('companies').where('id', item.company_id).firstOrFail()
    assert.equal(company.name, 'Ana Pérez')
    assert.equal(Number(item.ordering_company_id), world.dealerId)
    assert.equal(item.warranty_starts_on, '2026-03-10')
    assert.equal(Number(row.installed_item_id), Number(item.id))

    const [contract] = await world.contracts()
    assert.deepInclude(contract, { status: 'active', starts_on: '2026-03-10', ends_on: '2028-03-10', source_key: `warranty:${row.id}` })
    const line = await db.from('contract_lines').where('service_contract_id', contract.id).firstOrFail()
    assert.equal(Number(line.installed_item_id), Number(item.id))
    assert.equal(Number(line.unit_price), 0)
  })

  test('a delivery that is read again leaves the item with the end customer and its warranty', async ({ assert }) => {
    await world.register()
    await world.base.deliver('D1', '2026-03-02', { serials: ['A1', 'A2', 'A3'] })
    const item = await world.base.item('A1')
    assert.notEqual(Number(item.company_id), world.dealerId)
    assert.equal(item.warranty_starts_on, '2026-03-10')
  })

  test('what is built into the item goes to the end customer with it', async ({ assert }) => {
    const [boiler, pump] = [await world.base.item('A1'), await world.base.item('A2')]
    const attached = { kind: 'attached' as const, on: calendarDate('2026-03-02'), parentItemId: Number(boiler.id), note: 'Built in' }
    await new RecordHandEntry().handle(Number(pump.id), attached, TODAY, someone())
    await world.register()
    assert.equal(Number((await world.base.item('A2')).company_id), Number((await world.base.item('A1')).company_id))
    assert.equal(Number((await world.base.item('A3')).company_id), world.dealerId)
  })

  test('the same customer again is answered with the first registration', async ({ assert }) => {
    const first = await world.register()
    const again = await world.register({ customer_email: 'ANA@casa.example', serial: ' a1 ' })
    assert.equal(again.id, first.id)
    assert.lengthOf(await world.registrations(), 1)
  })

  test('an unknown serial number, one of another product, and a scrapped item are refused with the reason', async ({ assert }) => {
    assert.deepEqual(await refusal(world.register({ serial: 'ZZ' })), ['SERIAL_UNKNOWN'])
    assert.deepEqual(await refusal(world.register({ product_id: world.otherProductId })), ['SERIAL_PRODUCT_MISMATCH'])
    await db.from('installed_items').where('serial', 'A2').update({ status: 'scrapped', is_open: false })
    assert.deepEqual(await refusal(world.register({ serial: 'A2' })), ['STOLEN_OR_SCRAPPED'])
    assert.deepEqual(await refusal(world.register({ purchased_on: '2026-04-02' })), ['warranty.errors.future'])
    assert.deepEqual(await refusal(world.register({ customer_name: '', customer_email: null })), ['warranty.errors.customer'])
    assert.lengthOf(await world.registrations(), 0)
  })

  test('a refused card is kept when the clerk wants it on file, and may be accepted later', async ({ assert }) => {
    const kept = await world.register({ serial: 'ZZ' }, { keepsRefused: true })
    assert.deepInclude(kept, { status: 'refused', main_finding: 'SERIAL_UNKNOWN', open_key: null, installed_item_id: null })

    await decide(Number(kept.id), 'accept')
    const item = await world.base.item('ZZ')
    assert.equal((await db.from('companies').where('id', item.company_id).firstOrFail()).name, 'Ana Pérez')
    assert.equal(Number(item.ordering_company_id), world.dealerId)
  })

  test('what is odd waits for a person, who accepts or refuses with a reason', async ({ assert }) => {
    const late = await world.register({ purchased_on: '2026-02-20', dealer_id: world.otherDealerId })
    assert.equal(late.status, 'to_review')
    assert.isNull(late.installed_item_id)
    assert.deepEqual(JSON.parse(late.findings).map(({ check }: { check: string }) => check), ['SHIPPED_TO_OTHER_DEALER', 'BEFORE_SHIPMENT'])
    await assert.rejects(() => decide(Number(late.id), 'accept', ' '), RegistrationImpossible as never)

    await decide(Number(late.id), 'accept', 'The invoice shows it')
    const [row] = await world.registrations()
    assert.deepInclude(row, { status: 'accepted', decision_reason: 'The invoice shows it', decided_by: 'Ada' })
    assert.isNotNull(row.installed_item_id)
    await assert.rejects(() => decide(Number(late.id), 'refuse'), RegistrationImpossible as never)
  })

  test('another customer waits for a transfer, which moves the item and what is left of the warranty', async ({ assert }) => {
    await world.warrantBoilers()
    const first = await world.register()
    const second = await world.register({ customer_name: 'Ion', customer_email: 'ion@altul.example', purchased_on: '2026-03-25' })
    assert.deepInclude(second, { status: 'to_review', main_finding: 'ALREADY_REGISTERED', open_key: null })
    assert.equal(Number(second.predecessor_id), Number(first.id))

    await decide(Number(second.id), 'accept')
    const [before, after] = await world.registrations()
    assert.deepInclude(before, { status: 'transferred', open_key: null })
    assert.equal(after.open_key, after.serial_thread)
    const item = await world.base.item('A1')
    assert.equal((await db.from('companies').where('id', item.company_id).firstOrFail()).name, 'Ion')
    assert.equal(item.warranty_starts_on, '2026-03-10')
    const [ended, left] = await world.contracts()
    assert.equal(ended.ends_on, '2026-03-25')
    assert.deepInclude(left, { starts_on: '2026-03-25', ends_on: '2028-03-10', status: 'active' })
  })

  test('a registration that waits is checked again when it is corrected, a decided one keeps what it was decided on', async ({ assert }) => {
    const odd = await world.register({ dealer_id: world.otherDealerId })
    const save = (values: object) => new SaveRecord().handle(WARRANTY_REGISTRATION, { id: Number(odd.id), values: { ...values } }, someone())
    const corrected = await save({ dealer_id: world.dealerId, dealer_name: null })
    assert.deepEqual([corrected.findings, corrected.main_finding, corrected.status], ['[]', null, 'to_review'])

    await decide(Number(odd.id), 'accept')
    await assert.rejects(() => save({ serial: 'A2' }), RegistrationImpossible as never)
    assert.equal((await save({ customer_phone: '600 000 000' })).customer_phone, '600 000 000')
  })

  test('a withdrawn registration cancels its contract and lets the item be registered again', async ({ assert }) => {
    await world.warrantBoilers()
    const first = await world.register()
    await decide(Number(first.id), 'withdraw', 'Wrong customer')
    const [contract] = await world.contracts()
    assert.equal(contract.status, 'cancelled')
    assert.equal((await world.register({ customer_email: 'ion@altul.example', customer_name: 'Ion' })).status, 'accepted')
  })

  test('who may decide is told of a registration that waits', async ({ assert }) => {
    const { personWithRole } = await import('#tests/support/people')
    const desk = await personWithRole('service_desk')
    await world.register({ dealer_id: world.otherDealerId })
    const notice = await db.from('notifications').where('user_id', desk.id).firstOrFail()
    assert.include(JSON.stringify(notice), 'warranty.notices.review')
  })
})
