import type { Actor } from '#shared/actor'
import { now, sqlInstant, todayIn } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { Forbidden } from '#shared/errors/forbidden'
import type { Row, Values } from '#shared/records/record_type'
import { reaches } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import { amountOf } from '#billing/rules/manual_charge'
import { knownPrice } from '#crm/queries/known_price'
import WorkImpossible from '#service_desk/errors/work_impossible'
import { knowsSerial } from '#service_desk/queries/known_serial'
import { instantAt, isHour } from '#service_desk/rules/instants'
import { USUAL_UNIT, type WorkKind } from '#service_desk/rules/work_kind'

/** What a saved line of work must be, with the words and the price of its product where none were entered. */
export async function completeWorkLine(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  const whole: Values = { ...before, ...values }
  const request = await workableRequest(Number(before?.service_request_id ?? whole.service_request_id), trx, actor)
  if (before && Number(whole.service_request_id) !== request.id) throw new WorkImpossible('other_request', 'service_request_id')
  if (!(Number(whole.quantity) > 0)) throw new WorkImpossible('quantity', 'quantity')

  const product = whole.product_id ? await trx.from('products').where('id', Number(whole.product_id)).first() : null
  await completeWhat(values, whole, product, trx)
  completeWhen(values, whole, before, actor)
  values.unit_price = whole.unit_price = await priceOf(whole, product, request, trx, actor)
  values.currency = request.currency
  values.list_cents = amountOf(String(whole.quantity), String(whole.unit_price), String(request.currency))
  if (values.list_cents === null) throw new WorkImpossible('too_large', 'unit_price')
  if (!before) values.person_id ??= actor.id
}

/** The request of a line, locked, while its work may change. @throws {WorkImpossible} {Forbidden} */
export async function workableRequest(id: number, trx: Trx, actor: Actor): Promise<Row> {
  const request: Row = await trx.from('service_requests').where('id', id).forUpdate().firstOrFail()
  if (!reaches(recordType('service_request'), request, actor, 'work')) throw new Forbidden('service_request.work')
  if (request.status === 'closed') throw new WorkImpossible('closed')
  if (request.work_state === 'approved') throw new WorkImpossible('approved')
  return request
}

/** Keeps the sum of the work on a request in step with its lines; `without` is a line about to go. */
export async function sumUpWork(id: number, trx: Trx, without = 0): Promise<void> {
  const lines = await trx.from('work_lines').where('service_request_id', id).whereNot('id', without).select('list_cents')
  const cents = lines.reduce((sum, line) => sum + Number(line.list_cents), 0)
  await trx.from('service_requests').where('id', id).update({ work_cents: cents, work_state: lines.length === 0 ? 'none' : 'reported' })
}

async function completeWhat(values: Values, whole: Values, product: Row | null, trx: Trx): Promise<void> {
  const kind = whole.kind as WorkKind
  if (kind === 'part' && !product) throw new WorkImpossible('product', 'product_id')
  if (kind !== 'labour') values.place = null
  if (!whole.description) values.description = whole.description = product ? String(product.name).slice(0, 255) : null
  if (!whole.description) throw new WorkImpossible('description', 'description')
  if (!whole.unit) values.unit = USUAL_UNIT[kind]
  if (!whole.serial) return void (values.serial = null)
  if (kind !== 'part') throw new WorkImpossible('serial_part', 'serial')
  if (Number(whole.quantity) !== 1) throw new WorkImpossible('serial_one', 'quantity')
  const serial = (values.serial = String(whole.serial).trim())
  if (!(await knowsSerial(Number(product!.id), serial, trx))) throw new WorkImpossible('serial', 'serial', { product: String(product!.name), serial })
}

function completeWhen(values: Values, whole: Values, before: Row | null, actor: Actor): void {
  values.worked_on = whole.worked_on || todayIn(actor.timeZone)
  values.worked_from = whole.worked_from || null
  if (before && values.worked_on === before.worked_on && values.worked_from === before.worked_from) return
  if (values.worked_from && !isHour(String(values.worked_from))) throw new WorkImpossible('hour', 'worked_from')
  if (String(values.worked_on) > todayIn(actor.timeZone)) throw new WorkImpossible('future', 'worked_on')
  const at = instantAt(String(values.worked_on), values.worked_from as string | null, actor.timeZone)
  if (values.worked_from && at > now()) throw new WorkImpossible('future', 'worked_from')
  values.worked_at = sqlInstant(at)
}

async function priceOf(whole: Values, product: Row | null, request: Row, trx: Trx, actor: Actor): Promise<string> {
  const typed = whole.unit_price
  if (Number(typed ?? 0) < 0) throw new WorkImpossible('unit_price', 'unit_price')
  if (typed !== null && typed !== undefined && typed !== '') return String(typed)
  if (!product) throw new WorkImpossible('price_missing', 'unit_price')

  const asked = { productId: Number(product.id), companyId: Number(request.company_id), quantity: String(whole.quantity), currency: String(request.currency), on: todayIn(actor.timeZone) }
  const known = await knownPrice(asked, trx)
  if (known === null) throw new WorkImpossible('price_unknown', 'unit_price', { currency: String(request.currency) })
  return known
}
