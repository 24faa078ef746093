import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import SaveRecord from '#shared/records/actions/save_record'
import DeleteRecord from '#shared/records/actions/delete_record'
import type { RecordType, Row, Values } from '#shared/records/record_type'
import PublishCoverageSet from '#service_contracts/actions/publish_coverage_set'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import { coverOfItems } from '#service_contracts/queries/coverage/cover_of_items'
import MoveClaim from '#warranty/actions/move_claim'
import ClaimImpossible from '#warranty/errors/claim_impossible'
import { SUPPLIER_RECOVERY } from '#warranty/records/supplier_recovery'
import { WARRANTY_CLAIM, WARRANTY_CLAIM_LINE } from '#warranty/records/warranty_claim'
import { actorFor, personWithRole } from '#tests/support/people'
import WarrantyWorld from '#tests/support/warranty_world'

const AT = '2026-01-01 00:00:00'
const STAMPS = { version: 1, created_at: AT, updated_at: AT }

test.group('Warranty claims', (group) => {
  let world: WarrantyWorld
  let actor: Actor
  let item: Row

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await WarrantyWorld.build()
    actor = await actorFor(await personWithRole('administrator'))
    const [setId] = await db.table('coverage_sets').insert({ code: 'W', name: 'Warranty', time_zone: 'Europe/Madrid', covers_all_skills: true, waiting_days: 0, reference_date: 'request', on_credit_hold: 'cover', covers_ordering_party: false, published_number: 0, ...STAMPS })
    for (const [category, percent] of [['part', '100'], ['labour', '50']]) {
      await db.table('coverage_rules').insert({ coverage_set_id: setId, item_scope: 'contract_items', category, percent, above_ceiling: 'cap', ...STAMPS })
    }
    await new PublishCoverageSet().handle(Number(setId), { reason: 'First', applyFrom: null }, actor)
    await world.warrantBoilers({ coverage_set_id: setId })
    await world.register()
    item = (await world.base.item('A1')) as Row
  })

  const save = (type: RecordType, values: Values, id: number | null = null) => new SaveRecord().handle(type, { id, values }, actor)
  const claim = (more: Values = {}) => save(WARRANTY_CLAIM, { installed_item_id: Number(item.id), failed_on: '2026-05-04', fault: 'Leaks', currency: 'EUR', ...more })
  const line = (id: number, category: string, requested: string) => save(WARRANTY_CLAIM_LINE, { warranty_claim_id: id, category, description: category, quantity: '1', requested_cents: requested })
  const move = (id: number, name: 'submit' | 'approve' | 'refuse' | 'reopen' | 'settle', more: object = {}) => new MoveClaim().handle(id, { move: name, reason: 'As agreed', ...more }, actor)
  const stored = (id: number): Promise<Row> => db.from('warranty_claims').where('id', id).firstOrFail()

  async function approved(more: Values = {}): Promise<Row> {
    const { id } = await claim(more)
    await line(Number(id), 'part', '120.00')
    await line(Number(id), 'labour', '90.00')
    await line(Number(id), 'travel', '40.00')
    await move(Number(id), 'submit')
    await move(Number(id), 'approve')
    return stored(Number(id))
  }

  test('a new claim finds the holder, the registration and the dealer', async ({ assert }) => {
    const row = await claim()
    const [registration] = await world.registrations()
    assert.match(String(row.number), /^WC-\d{6}$/)
    assert.equal(Number(row.company_id), Number(item.company_id))
    assert.equal(Number(row.warranty_registration_id), Number(registration.id))
    assert.equal(Number(row.claimant_id), world.dealerId)
    assert.equal(row.reported_on, todayIn(actor.timeZone))
  })

  test('approving allows what the warranty covers: parts in full, half the labour, no journey', async ({ assert }) => {
    const row = await approved()
    // 120.00 + 90.00 × 50 % + 0
    assert.deepInclude({ ...row, requested: Number(row.requested_cents), covered: Number(row.covered_cents), allowed: Number(row.allowed_cents) }, { status: 'approved', requested: 25_000, covered: 16_500, allowed: 16_500 })
    const decision = await db.from('coverage_decisions').where('number', String(row.coverage_number)).firstOrFail()
    assert.equal(decision.status, 'committed')
    const lines = await db.from('warranty_claim_lines').where('warranty_claim_id', row.id).orderBy('id')
    assert.deepEqual(lines.map(({ allowed_cents: cents }) => Number(cents)), [12_000, 4500, 0])
  })

  test('a person may allow less or, out of goodwill, more than is covered, never more than was asked', async ({ assert }) => {
    const { id } = await claim()
    const { id: part } = await line(Number(id), 'part', '120.00')
    const { id: travel } = await line(Number(id), 'travel', '40.00')
    await move(Number(id), 'submit')
    await assert.rejects(() => move(Number(id), 'approve', { allowed: { [`line_${travel}`]: '40.01' } }), ClaimImpossible as never)
    assert.equal((await stored(Number(id))).status, 'submitted')

    await move(Number(id), 'approve', { allowed: { [`line_${part}`]: '100', [`line_${travel}`]: '40' } })
    assert.equal(Number((await stored(Number(id))).allowed_cents), 14_000)
  })

  test('a submitted claim stays as it is until it is reopened, and needs lines', async ({ assert }) => {
    const { id } = await claim()
    await assert.rejects(() => move(Number(id), 'submit'), ClaimImpossible as never)
    const { id: lineId } = await line(Number(id), 'part', '10.00')
    await line(Number(id), 'labour', '5.00')
    await new DeleteRecord().handle(WARRANTY_CLAIM_LINE, Number(lineId), actor)
    assert.equal(Number((await stored(Number(id))).requested_cents), 500)

    await move(Number(id), 'submit')
    await assert.rejects(() => line(Number(id), 'part', '10.00'), ClaimImpossible as never)
    await assert.rejects(() => save(WARRANTY_CLAIM, { fault: 'Something else' }, Number(id)), ClaimImpossible as never)
    await assert.rejects(() => move(Number(id), 'refuse', { reason: '' }), ClaimImpossible as never)
    await move(Number(id), 'refuse')
    await move(Number(id), 'reopen')
    await line(Number(id), 'part', '10.00')
    assert.deepInclude(await stored(Number(id)), { status: 'draft', decision_reason: 'As agreed' })
  })

  test('a replacement takes the place of the item, and the rest of its warranty', async ({ assert }) => {
    const row = await approved({ replacement_serial: 'B9', replaced_on: '2026-05-06' })
    await move(Number(row.id), 'settle')

    const replacement = await world.base.item('B9')
    const old = await world.base.item('A1')
    assert.deepInclude(old, { status: 'exchanged', replaced_by_id: replacement.id })
    assert.equal(Number(replacement.company_id), Number(item.company_id))
    assert.equal(Number((await stored(Number(row.id))).replacement_id), Number(replacement.id))
    const [contract] = await world.contracts()
    const lines = await db.from('contract_lines').where('service_contract_id', contract.id).orderBy('position')
    assert.deepEqual(lines.map((one) => [Number(one.installed_item_id), one.starts_on, one.ends_on]), [
      [Number(old.id), '2026-03-10', '2026-05-06'],
      [Number(replacement.id), '2026-05-06', null],
    ])
  })

  test('a replacement is warranted for the days the house grants, when that is longer than what was left', async ({ assert }) => {
    await db.table('warranty_settings').insert({ id: 1, deadline_days: null, is_form_open: true, outcomes: '{}', replacement_days: 90, updated_at: AT })
    const exchange = async (serial: string, by: string, on: string) =>
      new RecordHandEntry().handle((await world.base.item(serial)).id, { kind: 'exchanged', on: calendarDate(on), note: 'Broken', replacement: { serial: by, quantity: '1' } }, calendarDate('2028-06-01'), actor)
    const lines = async () => (await db.from('contract_lines').orderBy('id')).map((one) => [one.starts_on, one.ends_on])

    await exchange('A1', 'B9', '2027-01-10')
    assert.deepEqual(await lines(), [['2026-03-10', '2027-01-10'], ['2027-01-10', null]])
    // the warranty ends on 2028-03-10; 2028-02-01 and 90 days are 2028-05-01
    await exchange('B9', 'C9', '2028-02-01')
    assert.deepEqual((await lines()).at(-1), ['2028-02-01', '2028-05-01'])
    assert.equal((await world.contracts())[0].ends_on, '2028-05-01')

    await exchange('C9', 'D9', '2028-05-20')
    assert.lengthOf(await lines(), 3)
    const marks = await coverOfItems([(await world.base.item('D9')) as Row], actor)
    assert.deepEqual([...marks!.of.values()].map(({ labelKey }) => labelKey), ['coverage.badge_none'])
  })

  test('what a supplier owes back is followed until it has come', async ({ assert }) => {
    const row = await approved()
    const owed = { warranty_claim_id: Number(row.id), supplier: 'Pumps Ltd', status: 'open', claimed_cents: '80.00' }
    const recovery = await save(SUPPLIER_RECOVERY, owed)
    const update = (values: Values) => save(SUPPLIER_RECOVERY, values, Number(recovery.id))
    await assert.rejects(() => update({ status: 'claimed' }), ClaimImpossible as never)
    await update({ status: 'claimed', claimed_on: '2026-05-10' })
    await assert.rejects(() => update({ status: 'refused' }), ClaimImpossible as never)
    await assert.rejects(() => update({ status: 'received' }), ClaimImpossible as never)
    const received = await update({ status: 'received', received_cents: '75.50', received_on: '2026-06-01' })
    assert.equal(Number(received.received_cents), 7550)

    const draft = await claim()
    await assert.rejects(() => save(SUPPLIER_RECOVERY, { ...owed, warranty_claim_id: Number(draft.id) }), ClaimImpossible as never)
  })
})
