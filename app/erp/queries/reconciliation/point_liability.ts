import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { MinorUnits } from '#shared/money/money'
import { agreedForPoints, billedMoney, type BilledMoney } from '#erp/queries/reconciliation/point_money'
import type { Finding } from '#erp/rules/finding'
import { isWorthAgreed, pointCoverage, type PointCoverage } from '#erp/rules/point_coverage'
import { lotMovements, type LotMovement } from '#points/queries/lot_movements'

const PAGE = 200

/** An account's points in money, beside what was agreed and billed for them. */
export interface PointLiabilityRow extends PointCoverage {
  accountId: number
  number: string
  title: string | null
  company: string
  /** Who pays. */
  payerId: number
  contractId: number | null
  contract: string | null
  currency: string
  /** What its contract brings for the terms that brought points, and its recharges; null when that cannot be computed. */
  agreedCents: MinorUnits | null
  billedCents: MinorUnits
  postedCents: MinorUnits
  /** Given less agreed: above zero, points nobody pays for. */
  differenceCents: MinorUnits | null
  isDifferent: boolean
}

type Row = Record<string, any>

/** Every account that had points until a day; of one connection's customers alone, when it is named. */
export async function* pointLiability(on: CalendarDate, connectionId?: number): AsyncGenerator<PointLiabilityRow> {
  for (let last = 0; ; ) {
    const accounts = await accountsBehind(last, connectionId)
    if (accounts.length === 0) return
    const lots = Map.groupBy(await lotMovements(accounts.map(({ id }) => Number(id)), on), ({ accountId }) => accountId)
    const [ofContract, ofRecharges] = [await contractMoney(accounts, lots, on), await rechargeMoney(accounts, lots, on)]
    for (const account of accounts) {
      const own = lots.get(Number(account.id))
      if (own) yield rowOf(account, own, [ofContract.get(Number(account.id)), ofRecharges.get(Number(account.id))])
    }
    last = Number(accounts.at(-1)!.id)
  }
}

/** Accounts whose points are worth something else than what was agreed for them. */
export async function pointFindings(connectionId: number, on: CalendarDate): Promise<Finding[]> {
  const findings: Finding[] = []
  for await (const row of pointLiability(on, connectionId)) {
    if (!row.isDifferent) continue
    findings.push({
      cause: 'points_differ',
      key: String(row.accountId),
      subject: `${row.number} ${row.company}`.slice(0, 190),
      ours: `${row.givenCents} ${row.currency}`,
      theirs: `${row.agreedCents} ${row.currency}`,
      href: `/points/accounts/${row.accountId}`,
      theirHref: moneyHref(row),
    })
  }
  return findings
}

/** Where the money of an account's points is seen: its contract month by month, or what was charged. */
export function moneyHref({ contractId, payerId }: Pick<PointLiabilityRow, 'contractId' | 'payerId'>): string {
  return contractId === null ? `/billing/charges?f_company_id=${payerId}` : `/reporting/truth?contract=${contractId}`
}

interface Money extends Omit<BilledMoney, 'creditedCents'> {
  agreedCents: MinorUnits | null
}

function rowOf(account: Row, lots: LotMovement[], parts: (Money | undefined)[]): PointLiabilityRow {
  const coverage = pointCoverage(lots, account.currency)
  const sum = (figure: (money: Money) => number) => parts.reduce((total, money) => total + (money ? figure(money) : 0), 0)
  const agreedCents = parts.some((money) => money?.agreedCents === null) ? null : sum((money) => money.agreedCents!)
  return {
    ...coverage,
    accountId: Number(account.id),
    number: account.number,
    title: account.title,
    company: account.company,
    payerId: Number(account.bill_to_id ?? account.company_id),
    contractId: account.contract === null ? null : Number(account.service_contract_id),
    contract: account.contract,
    currency: account.currency,
    agreedCents,
    billedCents: sum((money) => money.billedCents),
    postedCents: sum((money) => money.postedCents),
    differenceCents: agreedCents === null ? null : coverage.givenCents - agreedCents,
    isDifferent: agreedCents !== null && !isWorthAgreed(lots, coverage, agreedCents),
  }
}

function accountsBehind(last: number, connectionId?: number): Promise<Row[]> {
  const query = db
    .from('point_accounts')
    .join('companies', 'companies.id', 'point_accounts.company_id')
    .leftJoin('service_contracts', 'service_contracts.id', 'point_accounts.service_contract_id')
    .where('point_accounts.id', '>', last)
    .orderBy('point_accounts.id')
    .limit(PAGE)
    .select('point_accounts.*', 'companies.name as company', 'service_contracts.number as contract')
  if (connectionId) query.whereIn('companies.customer_id', db.from('customers').select('id').where('connection_id', connectionId))
  return query
}

/** The money of contracts that brought points until the day, by account. */
async function contractMoney(accounts: Row[], lots: Map<number, LotMovement[]>, on: CalendarDate): Promise<Map<number, Money>> {
  const brought = accounts.flatMap((account) => {
    const own = (lots.get(Number(account.id)) ?? []).filter(({ source, issued }) => source === 'contract' && issued > 0)
    const ends = own.map(({ expiresOn }) => expiresOn)
    const end = ends.includes(null) ? null : (ends.sort().at(-1) ?? null)
    return own.length === 0 || account.contract === null ? [] : [{ accountId: Number(account.id), contractId: Number(account.service_contract_id), end }]
  })
  if (brought.length === 0) return new Map()
  const agreed = await agreedForPoints(new Map(brought.map(({ contractId, end }) => [contractId, end])), on)
  const billed = await billedMoney('contract_line', [...agreed.values()].flatMap(({ lineIds }) => lineIds), on)

  return new Map(
    brought.map(({ accountId, contractId }) => {
      const { agreedCents, lineIds } = agreed.get(contractId) ?? { agreedCents: 0, lineIds: [] }
      return [accountId, added(lineIds, billed, agreedCents)]
    })
  )
}

/** The money of recharges, by account; agreed is what was billed of those whose points have come. */
async function rechargeMoney(accounts: Row[], lots: Map<number, LotMovement[]>, on: CalendarDate): Promise<Map<number, Money>> {
  const sales: Row[] = await db.from('point_sales').where('kind', 'recharge').whereIn('point_account_id', accounts.map(({ id }) => id)).select('id', 'point_account_id', 'point_lot_id')
  const billed = await billedMoney('point_sale', sales.map(({ id }) => Number(id)), on)
  const opened = new Set([...lots.values()].flat().map(({ id }) => id))

  return new Map(
    [...Map.groupBy(sales, (sale) => Number(sale.point_account_id))].map(([accountId, own]) => {
      const agreed = own.filter(({ point_lot_id: lot }) => lot !== null && opened.has(Number(lot))).map(({ id }) => billed.get(Number(id))?.billedCents ?? 0)
      const all = added(own.map(({ id }) => Number(id)), billed, 0)
      return [accountId, { ...all, agreedCents: agreed.reduce((sum, cents) => sum + cents, 0) }]
    })
  )
}

function added(sourceIds: number[], billed: Map<number, BilledMoney>, expectedCents: MinorUnits | null): Money {
  const parts = sourceIds.flatMap((id) => billed.get(id) ?? [])
  const sum = (figure: (money: BilledMoney) => number) => parts.reduce((total, money) => total + figure(money), 0)
  const agreedCents = expectedCents === null ? null : expectedCents - sum(({ creditedCents }) => creditedCents)
  return { agreedCents, billedCents: sum((money) => money.billedCents), postedCents: sum((money) => money.postedCents) }
}
