import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import CheckAttachment from '#installed_base/actions/check_attachment'
import CountItems from '#installed_base/actions/count_items'
import CorrectSerial from '#installed_base/actions/correct_serial'
import IndexItems from '#installed_base/actions/index_items'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordCorrection from '#installed_base/actions/record_correction'
import RecordItemEvents from '#installed_base/actions/record_item_events'
import ItemFactFixed from '#installed_base/errors/item_fact_fixed'
import SerialKnown from '#installed_base/errors/serial_known'
import { itemRows, replayedThreads } from '#installed_base/queries/replayed_threads'
import { checkCoordinates } from '#installed_base/rules/coordinates'
import { correctedFacts, fixedFact } from '#installed_base/rules/correction'
import { countChanges } from '#installed_base/rules/item_counts'
import { itemColumns } from '#installed_base/rules/item_columns'
import { locationOf } from '#installed_base/rules/location'
import { born } from '#installed_base/rules/item_state'
import { isSome } from '#installed_base/rules/quantity'
import { ITEM_CODES, itemCode } from '#installed_base/rules/item_codes'
import { registration } from '#installed_base/rules/registration'
import type { Ownership } from '#installed_base/rules/item_event'

/** Completes an item that a person registers, and refuses edits that events do not allow. */
export async function prepareItem(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  checkCoordinates(values)
  if (before) await prepareCorrection(values, before, trx)
  else await prepareRegistration(values, trx, actor)

  const parentId = Number(values.parent_item_id ?? 0)
  const companyId = Number(values.company_id ?? before?.company_id)
  if (parentId && parentId !== Number(before?.parent_item_id ?? 0)) await new CheckAttachment().handle(before, companyId, parentId, trx)
}

/** Records the registration or correction as an event and computes the item again. */
export async function recordSaving(row: Row, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  await new CountItems().handle(countChanges([[before, row]]), trx)
  if (before) {
    const facts = correctedFacts(before, row)
    if (Object.keys(facts).length > 0) await new RecordCorrection().handle(row, facts, todayIn(actor.timeZone), actor, trx, before)
    await recordParent(row, before, todayIn(actor.timeZone), trx, actor)
    return indexAliases(row, trx)
  }

  const event = registrationOf(row, String(row.code), row.delivered_on as CalendarDate)
  await new RecordItemEvents().handle([{ ...event, person: actor }], trx)
  await new ProjectThreads().handle([event.threadKey], { source: 'screen', id: actor.id, name: actor.name }, trx)
  await recordParent(row, null, row.delivered_on as CalendarDate, trx, actor)
}

/** What a person chose in "Part of" is an event like every other. */
async function recordParent(row: Row, before: Row | null, on: CalendarDate, trx: Trx, actor: Actor): Promise<void> {
  const [was, is] = [Number(before?.parent_item_id ?? 0), Number(row.parent_item_id ?? 0)]
  if (was === is || !row.is_open) return
  const parent = is ? await trx.from('installed_items').where('id', is).firstOrFail() : null
  const facts = parent ? { parentKey: String(parent.item_key) } : {}
  await new RecordCorrection().handle(row, facts, on, actor, trx, row, parent ? 'attached' : 'detached')
}

async function prepareRegistration(values: Values, trx: Trx, actor: Actor): Promise<void> {
  if (values.serial) values.quantity = '1'
  if (!isSome(String(values.quantity ?? '1'))) throw new ItemFactFixed('quantity')

  const code = itemCode(await takeNumbers(ITEM_CODES, 1, trx))
  const event = registrationOf(values, code, (values.delivered_on ?? todayIn(actor.timeZone)) as CalendarDate)
  const known = await itemRows(trx, 'item_key', [event.itemKey!])
  if (known.size > 0) throw new SerialKnown(String(known.get(event.itemKey!)!.code))

  const columns = itemColumns(born({ ...event, id: 0 }))
  const warranty = values.warranty_starts_on
    ? { warranty_starts_on: values.warranty_starts_on, warranty_basis: 'manual' }
    : { warranty_basis: 'delivery' }
  Object.assign(values, { code, ...columns, ...warranty, expected_back_on: values.expected_back_on ?? null, channel: await channelOf(columns.ordering_company_id, trx) })
}

async function prepareCorrection(values: Values, before: Row, trx: Trx): Promise<void> {
  if (before.serial && values.serial && values.serial !== before.serial) {
    Object.assign(values, await new CorrectSerial().handle(before, String(values.serial), trx))
    before = { ...before, serial: values.serial }
  }
  if ('lot' in values && (values.lot ?? null) !== before.lot && (await isLotTold(before, trx))) throw new ItemFactFixed('lot')
  const fixed = fixedFact(values, before)
  if (fixed) throw new ItemFactFixed(fixed.fact, fixed.field)

  if (!('warranty_starts_on' in values) || (values.warranty_starts_on ?? null) === before.warranty_starts_on) return
  values.warranty_basis = values.warranty_starts_on ? 'manual' : 'delivery'
}

function registrationOf(values: Values, code: string, on: CalendarDate) {
  return registration({
    code,
    productId: Number(values.product_id),
    companyId: Number(values.company_id),
    serial: (values.serial as string | null) ?? null,
    quantity: String(values.quantity ?? '1'),
    ownership: (values.ownership as Ownership) ?? 'owned',
    place: (values.place as string | null) ?? null,
    on,
    location: locationOf(values),
    orderingCompanyId: values.ordering_company_id ? Number(values.ordering_company_id) : undefined,
    expectedBackOn: (values.expected_back_on as CalendarDate | null) ?? undefined,
  })
}

/** Whether a document names the lot of an item. */
async function isLotTold({ thread_key: thread, item_key: key }: Row, trx: Trx): Promise<boolean> {
  const { states } = await replayedThreads(trx, [String(thread)])
  return (states.get(String(key))?.lot ?? null) !== null
}

/** The nature of the company that received an item from us. */
async function channelOf(companyId: unknown, trx: Trx): Promise<string> {
  const company = await trx.from('companies').select('nature').where('id', companyId as number).first()
  return company?.nature ?? 'direct'
}

/** The search also finds an item by the serial numbers it once had. */
async function indexAliases(row: Row, trx: Trx): Promise<void> {
  const known = await trx.from('installed_item_aliases').where('item_id', row.id).first()
  if (known) await new IndexItems().handle([Number(row.id)], trx)
}
