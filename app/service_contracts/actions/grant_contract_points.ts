import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import GrantPoints from '#points/actions/grant_points'

/** Lets a points contract that comes into force receive what its model grants. */
export async function grantContractPoints(contractId: number, today: CalendarDate, trx: Trx): Promise<void> {
  const contract = await trx.from('service_contracts').where('id', contractId).firstOrFail()
  if (contract.kind !== 'points') return
  const lines = await trx.from('contract_lines').where('service_contract_id', contractId).orderBy('position')
  const granting = {
    id: contractId,
    modelId: contract.contract_model_id === null ? null : Number(contract.contract_model_id),
    companyId: Number(contract.company_id),
    billToId: Number(contract.bill_to_id),
    title: contract.title ?? contract.number,
    currency: contract.currency,
    startsOn: contract.starts_on,
    endsOn: contract.ends_on,
    lines: lines.map((line) => ({ id: Number(line.id), quantity: line.quantity, unitPrice: line.unit_price })),
  }
  await new GrantPoints().handle(granting, today, trx)
}
