import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import WithdrawGrants from '#points/actions/withdraw_grants'
import type { Author } from '#shared/records/change_log'

/** Lets a points contract that ends earlier than was known give back the points of the time after its end. */
export async function withdrawContractPoints(contract: Record<string, any>, endsOn: CalendarDate, today: CalendarDate, author: Author, trx: Trx, lineId: number | null = null): Promise<void> {
  if (contract.kind !== 'points') return
  const by = author.id ? { id: author.id, name: author.name ?? '' } : null
  await new WithdrawGrants().handle({ contractId: Number(contract.id), endsOn, lineIds: lineId === null ? null : [lineId], by }, today, trx)
}
