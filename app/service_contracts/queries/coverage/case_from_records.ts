import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Trx } from '#shared/database/transaction'
import { withPointsQuotes } from '#service_contracts/points_quotes'
import { caseContracts, contractRows } from '#service_contracts/queries/coverage/case_contracts'
import { caseItem, caseProduct, familiesOf, itemPlaces, skillPath } from '#service_contracts/queries/coverage/case_items'
import { coverageSettings } from '#service_contracts/queries/coverage/coverage_settings'
import { productName } from '#service_contracts/queries/product_names'
import type { CaseLine, CoverageCase, LineCategory } from '#service_contracts/rules/coverage/coverage_case'
import { calendarOf } from '#service_contracts/rules/coverage/written_hours'

export interface AskedLine {
  category: LineCategory
  productId: number | null
  component: string | null
  quantity: string
  unit: string | null
  amount: string
  /** When this line was worked, if not at the moment of the question. */
  at?: string | null
}

/** What a person asks about coverage, in the words of our records. */
export interface CoverageQuestion {
  companyId: number
  itemId: number | null
  /** Where no item is known. */
  productId: number | null
  skillId: number | null
  /** Who orders for the company, when it is not the company itself. */
  orderingPartyId?: number | null
  requestedAt: string
  interventionAt: string | null
  currency: string
  lines: AskedLine[]
  /** Only these contracts are candidates; null asks all. */
  contractIds: number[] | null
}

/** The case behind a question, with everything the decision depends on. Inside a transaction it reads through that. */
export async function caseFromRecords(asked: CoverageQuestion, trx?: Trx): Promise<CoverageCase> {
  const client = trx ?? db.connection()
  const [item, company, skill, calendars, { classOrder, percentOf }, partyId] = await Promise.all([
    asked.itemId ? client.from('installed_items').where('id', asked.itemId).firstOrFail() : null,
    companyOf(asked.companyId, client),
    skillPath(asked.skillId, client),
    client.from('hours_calendars').orderBy('id'),
    coverageSettings(trx),
    partyCompany(asked, client),
  ])
  const receivedBy = item && Number(item.ordering_company_id) !== asked.companyId ? Number(item.ordering_company_id) : null
  const orderingId = partyId ?? receivedBy
  const places = await itemPlaces(item ? [item] : [], client)
  const itemIds = item ? [Number(item.id), ...(places.paths.get(Number(item.id)) ?? [])] : []
  const products = [item?.product_id, asked.productId, ...asked.lines.map(({ productId }) => productId)].filter(Boolean).map(Number)
  const [families, found] = await Promise.all([
    familiesOf(products, client),
    asked.contractIds?.length === 0 ? [] : contractRows([asked.companyId, ...(orderingId ? [orderingId] : [])], itemIds, client),
  ])
  const subject = item ? caseItem(item, families, places) : asked.productId ? caseProduct(asked.productId, families) : null
  const rows = asked.contractIds ? found.filter(({ id }) => asked.contractIds!.includes(Number(id))) : found

  const request: CoverageCase = {
    id: null,
    currency: asked.currency,
    customer: String(asked.companyId),
    orderingParty: orderingId === null ? null : String(orderingId),
    creditHold: Boolean(company.is_blocked) || Boolean(company.is_stopped),
    requestedAt: asked.requestedAt,
    interventionAt: asked.interventionAt,
    skill,
    policy: { classOrder, percentOf },
    items: subject ? [subject] : [],
    lines: asked.lines.map((line, at) => lineOf(line, at, subject?.id ?? null, families)),
    contracts: await caseContracts(rows, asked.requestedAt, asked.interventionAt, client),
    calendars: calendars.map(calendarOf),
  }
  return withPointsQuotes(withUsedCalendars(request), client)
}

/** The company whose contracts may pay for what an ordering party of the customer orders. */
async function partyCompany({ orderingPartyId, companyId }: CoverageQuestion, client: QueryClientContract): Promise<number | null> {
  if (!orderingPartyId) return null
  const party = await client.from('ordering_parties').where({ id: orderingPartyId, company_id: companyId }).firstOrFail()
  return party.party_company_id === null ? null : Number(party.party_company_id)
}

function companyOf(id: number, client: QueryClientContract) {
  return client
    .from('companies')
    .leftJoin('customers', 'customers.id', 'companies.customer_id')
    .where('companies.id', id)
    .select('companies.is_blocked', 'customers.is_blocked as is_stopped')
    .firstOrFail()
}

function lineOf(line: AskedLine, at: number, item: string | null, families: Map<number, string>): CaseLine {
  return {
    id: String(at + 1),
    item,
    category: line.category,
    product: line.productId ? productName(line.productId) : null,
    family: line.productId ? (families.get(line.productId) ?? null) : null,
    component: line.component,
    quantity: line.quantity,
    unit: line.unit,
    amount: line.amount,
    at: line.at ?? null,
  }
}

/** Keeps only the calendars that a rule names, so that the stored case holds nothing that was not looked at. */
function withUsedCalendars(request: CoverageCase): CoverageCase {
  if (request.calendars.length === 0) return request
  const named = new Set(request.contracts.flatMap(({ rules }) => rules.flatMap(({ categories }) => categories.map(({ hours }) => hours))))
  return { ...request, calendars: request.calendars.filter(({ id }) => named.has(id)) }
}
