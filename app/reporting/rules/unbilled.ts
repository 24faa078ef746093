/** Money of one source, by its bill date; minor units, credits below zero. */
export interface StatementItem {
  sourceId: number
  kind: string
  from: string
  to: string
  dueOn: string
  netCents: number
  /** Waits until there is enough for an invoice, and so is held. */
  isCarried?: boolean
}

/** What became of something that the ledger lacks. */
export type WaitingState = 'held' | 'excluded' | 'proposed' | 'open'

/** A charge that stands outside of the ledger: held, left out, or in a run under review. */
export interface Outside {
  sourceId: number
  kind: string
  from: string
  to: string
  state: Exclude<WaitingState, 'open'>
}

export interface Figures {
  /** What the rules expect, as if nothing had been billed. */
  expectedCents: number
  billedCents: number
  /** Below zero. */
  creditedCents: number
  postedCents: number
  heldCents: number
  excludedCents: number
  /** In a run that nobody has approved; a part of the difference. */
  proposedCents: number
  /** What the rules still miss in the ledger and nobody holds or left out. */
  differenceCents: number
  /** Lines of the difference, since charges and credits may add up to zero. */
  differenceLines: number
  /** Billed otherwise than expected by agreement, such as days kept after a termination, or in another period. */
  agreedCents: number
}

export const NOTHING: Figures = {
  expectedCents: 0,
  billedCents: 0,
  creditedCents: 0,
  postedCents: 0,
  heldCents: 0,
  excludedCents: 0,
  proposedCents: 0,
  differenceCents: 0,
  differenceLines: 0,
  agreedCents: 0,
}

const identity = ({ sourceId, kind, from, to }: Pick<StatementItem, 'sourceId' | 'kind' | 'from' | 'to'>) => `${sourceId}|${kind}|${from}|${to}`

/** By what each missing item is accounted for, in their order. */
export function statesOf(missing: readonly StatementItem[], outside: readonly Outside[]): WaitingState[] {
  const states = new Map(outside.map((one) => [identity(one), one.state]))
  return missing.map((item) => states.get(identity(item)) ?? (item.isCarried ? 'held' : 'open'))
}

/**
 * The figures of one owner. They always add up: expected plus agreed is billed, credited, held,
 * left out and the difference together.
 *
 * @param missing what the rules would bill now, each with what became of it
 */
export function figuresOf(
  expected: readonly StatementItem[],
  ledger: { chargedCents: number; creditedCents: number; postedCents: number },
  missing: readonly (StatementItem & { state: WaitingState })[]
): Figures {
  const sum = (states: readonly WaitingState[]) => missing.filter(({ state }) => states.includes(state)).reduce((total, { netCents }) => total + netCents, 0)
  const figures: Figures = {
    expectedCents: expected.reduce((total, { netCents }) => total + netCents, 0),
    billedCents: ledger.chargedCents,
    creditedCents: ledger.creditedCents,
    postedCents: ledger.postedCents,
    heldCents: sum(['held']),
    excludedCents: sum(['excluded']),
    proposedCents: sum(['proposed']),
    differenceCents: sum(['proposed', 'open']),
    differenceLines: missing.filter(({ state }) => state === 'proposed' || state === 'open').length,
    agreedCents: 0,
  }
  return { ...figures, agreedCents: accounted(figures) - figures.expectedCents }
}

/** What is billed, credited, held, left out or missing, together. */
export function accounted({ billedCents, creditedCents, heldCents, excludedCents, differenceCents }: Figures): number {
  return billedCents + creditedCents + heldCents + excludedCents + differenceCents
}

export function addFigures(one: Figures, other: Figures): Figures {
  const sum = { ...one }
  for (const name of Object.keys(sum) as (keyof Figures)[]) sum[name] += other[name]

  return sum
}
