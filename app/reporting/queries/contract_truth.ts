import db from '@adonisjs/lucid/services/db'
import { calendarDate, endOfMonth } from '#shared/calendar/calendar_date'
import { expectedCharges } from '#service_contracts/queries/expected_charges'
import { billedOfLines } from '#reporting/queries/billed_of_lines'
import { truthRows, type TruthRow } from '#reporting/rules/truth'

const CONTRACTS = 50

export interface TruthFilter {
  /** First and last month, `YYYY-MM`. */
  from: string
  to: string
  contractId?: number
  companyId?: number
  onlyDifferences?: boolean
  /** Contracts behind this one. */
  after?: number
}

export interface ContractTruth extends TruthRow {
  contractId: number
  number: string
  companyId: number
  company: string
  currency: string
}

export interface TruthPage {
  rows: ContractTruth[]
  refused: { contractId: number; number: string; reason: string }[]
  next: number | null
}

/** Fifty contracts with their months, and where the next fifty begin. */
export async function contractTruth(filter: TruthFilter): Promise<TruthPage> {
  const contracts = await contractsOf(filter)
  const until = endOfMonth(calendarDate(`${filter.to}-01`))
  const expected = await expectedCharges(contracts.map(({ id }) => Number(id)), until)
  const lineIds = [...expected.values()].flatMap((one) => one.lineIds)
  const billed = await billedOfLines(lineIds)
  const page: TruthPage = { rows: [], refused: [], next: contracts.length === CONTRACTS ? Number(contracts.at(-1)!.id) : null }

  for (const { id, number, currency, company_id: companyId, company } of contracts) {
    const one = expected.get(Number(id))
    if (!one) continue
    if (one.refusal) page.refused.push({ contractId: Number(id), number, reason: one.refusal })
    const rows = truthRows(one.charges, one.lineIds.flatMap((line) => billed.get(line) ?? []), filter.from, filter.to)
    const wanted = rows.filter(({ state }) => !filter.onlyDifferences || state !== 'agrees')
    page.rows.push(...wanted.map((row) => ({ ...row, contractId: Number(id), number, currency, companyId: Number(companyId), company })))
  }
  return page
}

/** Every row of the filter, page after page. */
export async function* allTruth(filter: TruthFilter): AsyncGenerator<ContractTruth> {
  for (let after = filter.after; ; ) {
    const page = await contractTruth({ ...filter, after })
    yield* page.rows
    if (page.next === null) return
    after = page.next
  }
}

function contractsOf({ contractId, companyId, after = 0 }: TruthFilter) {
  return db
    .from('service_contracts')
    .join('companies', 'companies.id', 'service_contracts.bill_to_id')
    .whereNotIn('service_contracts.status', ['draft', 'cancelled'])
    .where('service_contracts.id', '>', after)
    .if(contractId, (query) => query.where('service_contracts.id', contractId!))
    .if(companyId, (query) => query.where('bill_to_id', companyId!))
    .orderBy('service_contracts.id')
    .limit(CONTRACTS)
    .select('service_contracts.id', 'service_contracts.number', 'currency', 'companies.id as company_id', 'companies.name as company')
}
