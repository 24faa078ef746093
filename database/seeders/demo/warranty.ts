import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays, earliest, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import SaveRecord from '#shared/records/actions/save_record'
import { within } from '#shared/database/transaction'
import MoveClaim from '#warranty/actions/move_claim'
import RegisterWarranty from '#warranty/actions/register_warranty'
import { WARRANTY_CLAIM, WARRANTY_CLAIM_LINE } from '#warranty/records/warranty_claim'

/** Whose work the demo's warranties are; it needs no permissions, since nothing asks for them here. */
const CLERK: Actor = { id: 1, name: 'Javier Molina Prats', email: '', locale: 'es', timeZone: 'Europe/Madrid', groupIds: [], reach: () => 'all', may: () => true }

const CUSTOMERS = [
  { customer_name: 'Ana Pérez Soler', customer_email: 'ana.perez@correo.example', city: 'Lleida', postal_code: '25001', country: 'ES' },
  { customer_name: 'Ion Popescu', customer_email: 'ion.popescu@posta.example', city: 'Cluj-Napoca', postal_code: '400001', country: 'RO' },
  { customer_name: 'Panadería La Espiga', customer_email: 'hola@laespiga.example', city: 'Huesca', postal_code: '22001', country: 'ES' },
]

/** Items that dealers sold on: two registered, one that waits for a decision, and a claim to decide. */
export async function seedDemoWarranty(today: CalendarDate): Promise<void> {
  await warrantEverything()
  const items = await db.from('installed_items').whereNotNull('serial').where({ is_open: true, ownership: 'owned' }).where('delivered_on', '<', today).orderBy('id', 'desc').limit(CUSTOMERS.length)
  for (const [at, item] of items.entries()) {
    // the last one is said to be bought before it was delivered
    const purchasedOn = at < 2 ? item.delivered_on : addDays(item.delivered_on, -9)
    const card = { product_id: item.product_id, serial: item.serial, purchased_on: purchasedOn, received_on: earliest(addDays(item.delivered_on, 14), today), dealer_id: item.ordering_company_id, channel: 'post', document_kind: 'card', ...CUSTOMERS[at] }
    await new RegisterWarranty().handle(card, { author: { source: 'screen', id: null, name: CLERK.name }, today })
  }
  if (items.length > 0) await claimFor(Number(items[0].id), today)
}

async function warrantEverything(): Promise<void> {
  await within(undefined, async (trx) => {
    const sold = await trx.from('contract_models').where('code', 'WARR-24').firstOrFail()
    const at = sqlInstant(now())
    const [id] = await trx.insertQuery().table('contract_models').insert({ ...sold, id: undefined, code: 'WARR-STD', name: 'Garantía comercial, 24 meses', birth: 'active', created_at: at, updated_at: at })
    await trx.insertQuery().table('warranted_products').insert({ contract_model_id: id, version: 1, created_at: at, updated_at: at })
  })
}

async function claimFor(itemId: number, today: CalendarDate): Promise<void> {
  const claim = await new SaveRecord().handle(WARRANTY_CLAIM, { id: null, values: { installed_item_id: itemId, failed_on: today, fault: 'No arranca; el motor no gira', currency: 'EUR' } }, CLERK)
  const lines = [
    { category: 'labour', description: 'Desmontaje y diagnóstico', quantity: '2', unit: 'h', requested_cents: '96.00' },
    { category: 'part', description: 'Motor', quantity: '1', requested_cents: '185.50' },
    { category: 'travel', description: 'Ida y vuelta', quantity: '64', unit: 'km', requested_cents: '24.32' },
  ]
  for (const line of lines) await new SaveRecord().handle(WARRANTY_CLAIM_LINE, { id: null, values: { warranty_claim_id: claim.id, ...line } }, CLERK)
  await new MoveClaim().handle(claim.id, { move: 'submit', reason: null }, CLERK)
}
