import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import ExtendGrants from '#points/actions/extend_grants'
import GrantPoints from '#points/actions/grant_points'
import type { PointContract } from '#points/actions/open_account'
import TakeOverPoints from '#points/actions/take_over_points'
import type { Author } from '#shared/records/change_log'
import type { Term } from '#service_contracts/rules/renewal/term_series'

/** Puts what a points contract held in the former system into its account; the points of its model come with the next term. */
export async function takeOverPoints(contract: Record<string, any>, today: CalendarDate, trx: Trx): Promise<void> {
  const validFrom = (contract.billed_until ?? contract.starts_on) as CalendarDate
  const taken = { ...pointContractOf(contract), points: contract.opening_points, unitValue: contract.opening_point_value, validFrom, expiresOn: contract.ends_on }
  await new TakeOverPoints().handle(taken, today, trx)
}

/** Lets points that lasted until the end of a term last until the day to which it moved. */
export async function extendContractPoints(contract: Record<string, any>, from: CalendarDate, until: CalendarDate | null, today: CalendarDate, { id, name }: Author, trx: Trx): Promise<void> {
  if (contract.kind !== 'points') return
  await new ExtendGrants().handle({ contractId: Number(contract.id), from, until, by: id ? { id, name: name ?? '' } : null }, today, trx)
}

/** Lets a points contract that comes into force, or into its next term, receive what its model grants. */
export async function grantContractPoints(contractId: number, today: CalendarDate, trx: Trx, term?: Term): Promise<void> {
  const contract = await trx.from('service_contracts').where('id', contractId).firstOrFail()
  if (contract.kind !== 'points') return
  if (!term && contract.opening_points !== null) return takeOverPoints(contract, today, trx)
  const on = term?.startsOn ?? contract.starts_on
  const lines = await trx.from('contract_lines').where('service_contract_id', contractId).where((open) => void open.whereNull('ends_on').orWhere('ends_on', '>', on)).orderBy('position')
  const granting = {
    ...pointContractOf(contract),
    startsOn: on,
    endsOn: term?.endsOn ?? contract.ends_on,
    termNo: term?.no,
    lines: lines.map((line) => ({ id: Number(line.id), quantity: line.quantity, unitPrice: line.unit_price })),
  }
  await new GrantPoints().handle(granting, today, trx)
}

function pointContractOf(contract: Record<string, any>): PointContract {
  return {
    id: Number(contract.id),
    modelId: contract.contract_model_id === null ? null : Number(contract.contract_model_id),
    companyId: Number(contract.company_id),
    billToId: Number(contract.bill_to_id),
    title: contract.title ?? contract.number,
    currency: contract.currency,
  }
}
