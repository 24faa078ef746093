import db from '@adonisjs/lucid/services/db'
import { calendarDate, endOfMonth } from '#shared/calendar/calendar_date'
import { expectedCharges } from '#service_contracts/queries/expected_charges'
import { billedOfLines } from '#reporting/queries/billed_of_lines'
import { paidShare, truthRows } from '#reporting/rules/truth'

/** What each figure of one contract in one month is made of; the parts add up to the figures. */
export async function truthParts(contractId: number, month: string) {
  const contract = await db.from('service_contracts').join('companies', 'companies.id', 'service_contracts.bill_to_id').where('service_contracts.id', contractId).select('service_contracts.*', 'companies.name as company').firstOrFail()
  const expected = (await expectedCharges([contractId], endOfMonth(calendarDate(`${month}-01`)))).get(contractId)
  const lines = expected?.lineIds ?? []
  const known = await billedOfLines(lines)
  const billed = lines.flatMap((line) => known.get(line) ?? []).filter(({ from }) => from.startsWith(month))
  const due = (expected?.charges ?? []).filter(({ from }) => from.startsWith(month))
  const [row] = truthRows(due, billed, month, month)
  const part = (one: (typeof billed)[number]) => ({ ...one, paidCents: paidShare(one), postedCents: one.isPosted && !one.isGiven ? one.netCents : 0 })

  return {
    contract: { id: contractId, number: contract.number as string, company: contract.company as string, currency: contract.currency as string },
    month,
    row: row ?? null,
    refusal: expected?.refusal ?? null,
    expected: due,
    billed: billed.filter(({ netCents }) => netCents >= 0).map(part),
    credited: billed.filter(({ netCents }) => netCents < 0).map(part),
  }
}
