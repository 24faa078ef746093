import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { RunScope } from '#billing/rules/run_scope'

/** An amount that is due or to be given back, before it stands in a run. */
export interface DueCharge {
  /** Id of what it is for, such as the contract line. */
  sourceId: number
  companyId: number
  currency: string
  kind: 'recurring' | 'credit'
  from: CalendarDate
  /** Exclusive. */
  to: CalendarDate
  dueOn: CalendarDate
  /** Minor units; negative for a credit. */
  netCents: number
  /** Decimal text. */
  quantity: string
  unitPrice: string
  description: string
  productId: number | null
  taxCode: string | null
  /** Mirrored payment term and site of the ERP, when its own must not be used; the same for a whole group. */
  paymentTermId?: number | null
  siteId?: number | null
  /** The company that pays, when it is not the one that is invoiced; the same for a whole group. */
  payerId?: number | null
  /** Charges of one company with the same key share an invoice. */
  groupKey: string
  /** How often the same days of the same source were billed before and taken back. */
  revision: number
  correctsChargeId: number | null
  /** Everything the amount was computed from, for the explanation beside it. */
  explanation: Record<string, unknown>
  /** What the same source was billed last for a whole period, for noticing a jump. */
  previousCents: number | null
  isWholePeriod: boolean
  /** Kind of the contract it is for; left out where there is none. */
  contractKind?: string | null
  /** Due, but waiting until there is enough for an invoice: it stands held until the source says otherwise. */
  isCarried?: boolean
  /** Since when this price counts, where the source knows. */
  pricedOn?: CalendarDate | null
}

/** What is due for some sources; those that could not be computed say why. */
export interface DuePage {
  sourceIds: number[]
  charges: DueCharge[]
  failures: { sourceId: number; code: string; message: string }[]
  /** Only where it is asked for: what the sources bring as if nothing had been billed, and whose each source is. */
  whole?: WholePage
}

export interface WholePage {
  expected: DueCharge[]
  owners: Map<number, ChargeOwner>
}

/** The record that a charge is for, such as a contract. */
export interface ChargeOwner {
  id: number
  label: string
  path: string
  companyId: number
  currency: string
  /** Kind of contract; null where there is none. */
  kind: string | null
}

/**
 * A domain whose work becomes money. It reads the billed ledger and names what is missing
 * or too much; its pages name every source, also those with nothing due.
 */
export interface ChargeSource {
  type: string
  /** Version of the rules by which it computes; kept on each run. */
  rulesVersion: string
  count(asked?: AskedOf): Promise<number>
  /** By ascending ids. */
  pages(until: CalendarDate, asked?: AskedOf): AsyncIterable<DuePage>
  /** Lowest and highest id, null where there is none: offered by sources whose pages keep to `asked.ids`, so that workers share them. */
  bounds?(): Promise<[number, number] | null>
  /** Kinds that a run can be limited to, where the source tells them apart. */
  kinds?(): Promise<string[]>
}

/**
 * What a run asks of its sources. A source may leave out what lies outside the scope, but never
 * a source that has an open charge in the run; the run itself keeps only what lies inside.
 */
export interface AskedOf {
  scope: RunScope
  runId: number | null
  /** Lowest and highest id of sources, both inclusive. */
  ids?: [number, number]
  /** Also what is expected from the beginning, where the source knows it. */
  isWhole?: boolean
}

const sources = new Map<string, ChargeSource>()

/** Domains that bill something offer it here, named in `start/charges.ts`. Answers how to take it back. */
export function offerChargeSource(source: ChargeSource): () => void {
  sources.set(source.type, source)
  return () => void sources.delete(source.type)
}

export function chargeSources(): ChargeSource[] {
  return [...sources.values()]
}

/** The rules a run is computed by, such as `contract_line 1.0.0`. */
export function rulesVersions(): string {
  return chargeSources()
    .map(({ type, rulesVersion }) => `${type} ${rulesVersion}`)
    .join(', ')
}
