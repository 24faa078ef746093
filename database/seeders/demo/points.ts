import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays, addMonthsAnchored, earliest, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { writeTokens } from '#shared/search/write_tokens'
import ConsumePoints from '#points/actions/consume_points'
import CorrectPoints from '#points/actions/correct_points'
import OpenLot from '#points/actions/open_lot'
import ReverseConsumption from '#points/actions/reverse_consumption'
import FollowTokens from '#points/actions/follow_tokens'
import ActivateContract from '#service_contracts/actions/activate_contract'
import { grantContractPoints } from '#service_contracts/actions/grant_contract_points'

/** Whose work the demo's points are; it needs no permissions, since nothing asks for them here. */
const HOUSE: Actor = { id: 1, name: 'Javier Molina Prats', email: '', locale: 'es', timeZone: 'Europe/Madrid', groupIds: [], reach: () => 'all', may: () => true }

/** What points contracts grant, what requests cost, an account with a year of life, and tokens that purchases earned. */
export async function seedDemoPoints(today: CalendarDate): Promise<void> {
  const model = await db.from('contract_models').where('kind', 'points').first()
  const contract = await db.from('service_contracts').where({ kind: 'points', status: 'draft' }).where('starts_on', '>', addMonthsAnchored(today, -11)).orderBy('starts_on').orderBy('id').first()
  const products = await db.from('products').whereNull('gone_at').orderBy('id').limit(3)
  if (!model || products.length < 3) return

  await within(undefined, (trx) => seedRules(model, products, trx))
  if (contract) await liveAccount(contract, products, today)
  const orders = await db.from('sales_orders').select('id')
  await within(undefined, (trx) => new FollowTokens().handle('order', orders.map(({ id }) => Number(id)), trx, today))
}

async function seedRules({ id: modelId, name: modelName }: Record<string, any>, products: Record<string, any>[], trx: Trx) {
  const stamps = { version: 1, created_at: sqlInstant(now()), updated_at: sqlInstant(now()) }
  await trx.insertQuery().table('point_grants').insert({ title: modelName, contract_model_id: modelId, points: '50', unit_value: null, shortage: 'overdraw', overdraft_limit: '10', grace_days: 30, recharge_below: '25', recharge_points: '50', recharge_price: '12.00', recharge_opens: 'payment', recharge_months: 12, ...stamps })
  const rule = { zero_counts: false, ...stamps }
  await insertMany(trx, 'debit_rules', [
    { ...rule, name: 'Cada visita', type: 'contractual', skill: null, product_id: null, points: '3', step: null },
    { ...rule, name: 'Visitas de refrigeración', type: 'contractual', skill: 'MECH/REFR', product_id: null, points: '5', step: null },
    { ...rule, name: 'Cualquier material', type: 'complementary', skill: null, product_id: null, points: '0.5', step: null },
    { ...rule, name: `${products[0].name}: por media unidad`, type: 'complementary', skill: null, product_id: products[0].id, points: '2', step: '0.5' },
  ])
  const rules = await trx.from('debit_rules').select('id', 'name')
  await writeTokens('debit_rule', rules.map((row) => ({ id: Number(row.id), texts: [row.name] })), trx)

  await trx.insertQuery().table('token_thresholds').insert({ title: modelName, contract_model_id: modelId, company_id: null, tokens: '50', points: '20', unit_value: null, currency: 'EUR', pair_key: `${modelId}:*`, ...stamps })
  await insertMany(trx, 'token_rules', products.map((product) => ({ title: `${product.name} · ${modelName}`, product_id: product.id, contract_model_id: modelId, tokens: '5', earned_on: 'order', is_active: true, pair_key: `${product.id}:${modelId}`, ...stamps })))
}

/** The oldest points contract is in force, and its points have been used, given back and put right. */
async function liveAccount(contract: Record<string, any>, products: Record<string, any>[], today: CalendarDate) {
  const on = (days: number) => earliest(addDays(contract.starts_on, days), today)
  await within(undefined, (trx) => grantContractPoints(Number(contract.id), contract.starts_on, trx))
  await new ActivateContract().handle(Number(contract.id), HOUSE)
  const { id } = await db.from('point_accounts').where('service_contract_id', contract.id).firstOrFail()
  const accountId = Number(id)
  const gesture = { key: 'gesture', points: 800, unitValue: null, source: 'gesture' as const, validFrom: on(10), expiresOn: addDays(today, 40), priority: 0, isBonus: true, reason: 'Disculpas por la demora' }
  await new OpenLot().handle(accountId, gesture, HOUSE, on(10))

  const consume = (key: string, request: string, quantity: string, day: CalendarDate) => {
    const lines = [{ product: String(products[0].id), quantity }]
    return new ConsumePoints().handle(accountId, { key, request, asks: { item: null, customer: null, skill: null, lines } }, HOUSE, day)
  }
  await consume('visit 1', 'R-0017', '1.2', on(20))
  await consume('visit 2', 'R-0021', '3', on(45))
  await new ReverseConsumption().handle(accountId, { key: 'back 1', of: 'visit 2', points: 400, reason: 'Pieza en garantía' }, HOUSE, on(60))
  await new CorrectPoints().handle(accountId, { key: 'correction 1', points: -150, lotId: null, expiresOn: null, reason: 'Contado dos veces' }, HOUSE, on(75))
  await consume('visit 3', 'R-0030', '2.5', on(90))
}
