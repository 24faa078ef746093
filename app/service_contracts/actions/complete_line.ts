import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'
import { refuseForeignTaxCode } from '#service_contracts/queries/erp_codes'
import type { Row, Values } from '#shared/records/record_type'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import { refuseBadFigures, refuseTooMuch } from '#service_contracts/rules/line_figures'
import { alteredColumn, LINE_TERMS } from '#service_contracts/rules/signing/agreed_terms'

/** A line is kept as long as any charge names it. */
const STATES = ['proposed', 'excluded', 'billed', 'withdrawn']
const FIXED = ['service_contract_id', 'quantity', 'unit_price', 'starts_on', 'is_aligned']

/** What a saved contract line must be, and the position a new one gets. */
export async function completeLine(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  const line = { ...before, ...values }
  const contract = await trx.from('service_contracts').where('id', Number(line.service_contract_id)).forUpdate().firstOrFail()
  if (before && actor.reach('contract_line', 'edit') !== 'all') refuseInForce(line, contract, before)
  refuseBadFigures(line)
  refuseTooMuch(line, String(contract.currency))
  refuseSigned(contract, values, before)
  const [start, end] = [String(line.starts_on), line.ends_on ? String(line.ends_on) : null]
  if (end && end <= start) throw new ContractImpossible('ends_on', 'ends_before_start')
  if (start < contract.starts_on || (contract.ends_on && start >= contract.ends_on)) throw new ContractImpossible('starts_on', 'outside')

  await refuseForeignTaxCode(contract, values, trx)
  await trx.from('service_contracts').where('id', contract.id).update({ standing_until: null })
  if (!before) {
    const last = await trx.from('contract_lines').where('service_contract_id', contract.id).max('position as last').first()
    values.position = Number(last?.last ?? 0) + 1
    return
  }
  const altered = alteredColumn(FIXED, values, before)
  if (altered && (await hasCharge(before.id, ['billed'], trx))) throw new ContractImpossible(altered, 'billed')
}

export async function refuseBilledLine(row: Row, trx: Trx): Promise<void> {
  if (await hasCharge(row.id, STATES, trx)) throw new ContractImpossible(undefined, 'billed')
  const contract = await trx.from('service_contracts').where('id', Number(row.service_contract_id)).firstOrFail()
  if (contract.signed_on) throw new ContractImpossible(undefined, 'signed')
  await trx.from('contract_line_events').where('contract_line_id', row.id).delete()
}

async function hasCharge(lineId: number, states: string[], trx: Trx): Promise<boolean> {
  const charge = await trx.from('charges').where({ source_type: 'contract_line', source_id: lineId }).whereIn('state', states).first()
  return Boolean(charge)
}

/** Who reaches only own lines corrects them where they are, before they count. */
function refuseInForce(line: Values, contract: Record<string, any>, before: Row): void {
  if (Number(line.service_contract_id) !== Number(before.service_contract_id)) throw new ContractImpossible('service_contract_id', 'line_of_other')
  if (contract.status !== 'draft') throw new ContractImpossible('description', 'own_not_draft')
}

/** What was signed stays; a contract in force may get further lines, as an addition to it. */
function refuseSigned(contract: Record<string, any>, values: Values, before: Row | null): void {
  if (!contract.signed_on) return
  if (!before && contract.status === 'draft') throw new ContractImpossible('description', 'signed')
  const altered = before && alteredColumn(LINE_TERMS, values, before)
  if (altered) throw new ContractImpossible(altered, 'signed')
}
