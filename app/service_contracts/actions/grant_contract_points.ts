import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import GrantPoints from '#points/actions/grant_points'
import type { Term } from '#service_contracts/rules/renewal/term_series'

/** Lets a points contract that comes into force, or into its next term, receive what its model grants. */
export async function grantContractPoints(contractId: number, today: CalendarDate, trx: Trx, term?: Term): Promise<void> {
  const contract = await trx.from('service_contracts').where('id', contractId).firstOrFail()
  if (contract.kind !== 'points') return
  const on = term?.startsOn ?? contract.starts_on
  const lines = await trx.from('contract_lines').where('service_contract_id', contractId).where((open) => void open.whereNull('ends_on').orWhere('ends_on', '>', on)).orderBy('position')
  const granting = {
    id: contractId,
    modelId: contract.contract_model_id === null ? null : Number(contract.contract_model_id),
    companyId: Number(contract.company_id),
    billToId: Number(contract.bill_to_id),
    title: contract.title ?? contract.number,
    currency: contract.currency,
    startsOn: on,
    endsOn: term?.endsOn ?? contract.ends_on,
    termNo: term?.no,
    lines: lines.map((line) => ({ id: Number(line.id), quantity: line.quantity, unitPrice: line.unit_price })),
  }
  await new GrantPoints().handle(granting, today, trx)
}
