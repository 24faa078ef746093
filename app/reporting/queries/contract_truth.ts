import db from '@adonisjs/lucid/services/db'
import { calendarDate, endOfMonth } from '#shared/calendar/calendar_date'
import { expectedCharges } from '#service_contracts/queries/expected_charges'
import { truthRows, type Billed, type TruthRow } from '#reporting/rules/truth'

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
  const billed = await billedOf(lineIds)
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

async function billedOf(lineIds: number[]): Promise<Map<number, Billed[]>> {
  const rows = await db
    .from('charges')
    .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'charges.source_type': 'contract_line', 'charges.state': 'billed' })
    .whereIn('charges.source_id', lineIds)
    .select('charges.source_id', 'charges.period_from', 'charges.net_cents', 'invoice_lines.invoice_id')
    .select('invoices.status', 'invoices.total_cents', 'invoices.open_cents')

  const billed = new Map<number, Billed[]>()
  for (const row of rows) {
    const one = {
      from: row.period_from,
      netCents: Number(row.net_cents),
      invoiceId: row.invoice_id === null ? null : Number(row.invoice_id),
      isPosted: row.status === 'posted',
      totalCents: row.total_cents === null ? null : Number(row.total_cents),
      openCents: row.open_cents === null ? null : Number(row.open_cents),
    }
    billed.set(Number(row.source_id), [...(billed.get(Number(row.source_id)) ?? []), one])
  }
  for (const { lineId, credit } of [...(await creditedThere(lineIds)), ...(await creditedOnRequest(lineIds))]) {
    billed.set(lineId, [...(billed.get(lineId) ?? []), credit])
  }
  return billed
}

/** What was credited in the ERP by hand, as credits of the months in which the credited periods begin. */
async function creditedThere(lineIds: number[]): Promise<{ lineId: number; credit: Billed }[]> {
  const rows = await db
    .from('hand_credit_shares')
    .join('hand_credits', 'hand_credits.id', 'hand_credit_shares.hand_credit_id')
    .join('erp_invoices', 'erp_invoices.id', 'hand_credits.erp_invoice_id')
    .join('charges', 'charges.id', 'hand_credit_shares.charge_id')
    .where('charges.source_type', 'contract_line')
    .whereIn('charges.source_id', lineIds)
    .select('charges.source_id', 'charges.period_from', 'hand_credit_shares.net_cents', 'hand_credits.treatment', 'hand_credits.invoice_id')
    .select('erp_invoices.total_cents', 'erp_invoices.open_cents')

  return rows.map((row) => ({
    lineId: Number(row.source_id),
    credit: {
      from: row.period_from,
      netCents: -Number(row.net_cents),
      invoiceId: Number(row.invoice_id),
      isPosted: true,
      totalCents: Number(row.total_cents),
      openCents: Number(row.open_cents),
      isGiven: row.treatment === 'kept',
    },
  }))
}

/** What people had credited of these lines, as credits of the months in which the credited periods begin. */
async function creditedOnRequest(lineIds: number[]): Promise<{ lineId: number; credit: Billed }[]> {
  const rows = await db
    .from('charges')
    .join('charges as credited', 'credited.id', 'charges.corrects_charge_id')
    .join('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .join('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'charges.source_type': 'credit_request', 'charges.state': 'billed', 'credited.source_type': 'contract_line' })
    .whereIn('credited.source_id', lineIds)
    .select('credited.source_id', 'credited.period_from', 'charges.net_cents', 'invoices.id as invoice_id')
    .select('invoices.status', 'invoices.total_cents', 'invoices.open_cents')

  return rows.map((row) => ({
    lineId: Number(row.source_id),
    credit: {
      from: row.period_from,
      netCents: Number(row.net_cents),
      invoiceId: Number(row.invoice_id),
      isPosted: row.status === 'posted',
      totalCents: row.total_cents === null ? null : Number(row.total_cents),
      openCents: row.open_cents === null ? null : Number(row.open_cents),
      isGiven: true,
    },
  }))
}
