import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import { writeTokens } from '#shared/search/write_tokens'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordCorrection from '#installed_base/actions/record_correction'
import RecordItemEvents from '#installed_base/actions/record_item_events'
import ItemFactFixed from '#installed_base/errors/item_fact_fixed'
import SerialKnown from '#installed_base/errors/serial_known'
import { itemRows } from '#installed_base/queries/replayed_threads'
import { correctedFacts, fixedFact } from '#installed_base/rules/correction'
import { itemColumns } from '#installed_base/rules/item_columns'
import { born } from '#installed_base/rules/item_state'
import { isSome } from '#installed_base/rules/quantity'
import { ITEM_CODES, itemCode } from '#installed_base/rules/item_codes'
import { registration } from '#installed_base/rules/registration'
import type { Ownership } from '#installed_base/rules/item_event'

/** Completes an item that a person registers, and refuses edits that events do not allow. */
export async function prepareItem(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  if (before) prepareCorrection(values, before)
  else await prepareRegistration(values, trx, actor)
}

/** Records the registration or correction as an event and computes the item again. */
export async function recordSaving(row: Row, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  if (before) {
    const facts = correctedFacts(before, row)
    if (Object.keys(facts).length > 0) await new RecordCorrection().handle(row, facts, todayIn(actor.timeZone), actor, trx)
    return indexAliases(row, trx)
  }

  const event = registrationOf(row, String(row.code), row.delivered_on as CalendarDate)
  await new RecordItemEvents().handle([{ ...event, person: actor }], trx)
  await new ProjectThreads().handle([event.threadKey], { source: 'screen', id: actor.id, name: actor.name }, trx)
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
  Object.assign(values, { code, ...columns, ...warranty })
}

function prepareCorrection(values: Values, before: Row): void {
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
  })
}

/** The search also finds an item by the serial numbers it once had. */
async function indexAliases(row: Row, trx: Trx): Promise<void> {
  const aliases = await trx.from('installed_item_aliases').where('item_id', row.id)
  if (aliases.length === 0) return
  const texts = [row.code as string, row.serial as string | null, ...aliases.map(({ serial }) => serial)]
  await writeTokens('installed_item', [{ id: row.id, texts }], trx)
}
