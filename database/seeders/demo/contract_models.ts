import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { writeTokens } from '#shared/search/write_tokens'
import type { Trx } from '#shared/database/transaction'

const policy = {
  period_count: 1,
  anchor: 'start',
  anchor_day: null as number | null,
  lead_days: 0,
  lag_days: 0,
  first_partial: 'short',
  last_partial: 'short',
  proration: 'actual',
  free_days: 0,
  grouping: 'customer',
}

/** One model of each kind; their codes are those that the sandbox's service products carry. */
const MODELS = [
  { ...policy, code: 'MAINT-M', name: 'Mantenimiento mensual', kind: 'maintenance', duration_months: 36, birth: 'active', starts: 'next_month', period_unit: 'month', mode: 'advance' },
  { ...policy, code: 'MAINT-Y', name: 'Annual maintenance', kind: 'maintenance', duration_months: 36, birth: 'active', starts: 'order_date', period_unit: 'year', mode: 'advance', grouping: 'contract' },
  { ...policy, code: 'MAINT-Q', name: 'Mentenanță trimestrială', kind: 'maintenance', duration_months: 24, birth: 'active', starts: 'order_date', period_unit: 'quarter', mode: 'arrears', anchor: 'calendar' },
  { ...policy, code: 'POINTS-50', name: 'Bono de 50 puntos', kind: 'points', duration_months: 12, birth: 'draft', starts: 'order_date', period_unit: 'year', mode: 'advance' },
  { ...policy, code: 'WARR-24', name: 'Extended warranty, 24 months', kind: 'warranty', duration_months: 24, birth: 'draft', starts: 'order_date', period_unit: 'year', period_count: 2, mode: 'advance' },
]

export async function seedContractModels(trx: Trx): Promise<void> {
  const at = sqlInstant(now())
  await insertMany(trx, 'contract_models', MODELS.map((model) => ({ ...model, is_active: true, version: 1, created_at: at, updated_at: at })))
  await seedSignedModel(trx, at)
  const rows = await trx.from('contract_models').select('id', 'code', 'name')
  await writeTokens('contract_model', rows.map((row) => ({ id: Number(row.id), texts: [row.code, row.name] })), trx)
}

/** A model with price lines whose contracts are approved by three and signed before they come into force. */
async function seedSignedModel(trx: Trx, at: string): Promise<void> {
  const kept = { version: 1, created_at: at, updated_at: at }
  const [flow] = await trx.insertQuery().table('approval_flows').insert({ name: 'Contratos de servicio', subject_type: 'service_contract', allows_own: false, is_active: true, ...kept })
  const groups = await trx.from('groups').select('id', 'name')
  const director = await trx.from('roles').where('key', 'administrator').first()
  const groupOf = (name: string) => groups.find((group) => group.name === name)?.id ?? null
  const steps = [
    { position: 1, name: 'Legal', group_id: groupOf('Sales'), role_id: null, amount_above: null },
    { position: 2, name: 'Finanzas', group_id: groupOf('Office'), role_id: null, amount_above: null },
    { position: 3, name: 'Dirección', group_id: null, role_id: director?.id ?? null, amount_above: '10000' },
  ]
  await insertMany(trx, 'approval_flow_steps', steps.map((step) => ({ approval_flow_id: flow, ...step })))
  const model = { ...policy, code: 'PLUS-M', name: 'Mantenimiento integral', kind: 'maintenance', duration_months: 24, birth: 'draft', starts: 'next_month', period_unit: 'month', mode: 'advance', grouping: 'contract', currency: 'EUR' }
  const [id] = await trx.insertQuery().table('contract_models').insert({ ...model, is_active: true, approval_flow_id: flow, needs_signature: true, ...kept })
  const lines = [
    { description: 'Revisión preventiva', quantity: '1', unit_price: '480.00' },
    { description: 'Asistencia telefónica', quantity: '1', unit_price: '95.00' },
  ]
  await insertMany(trx, 'contract_model_lines', lines.map((line) => ({ contract_model_id: id, ...line, ...kept })))
}
