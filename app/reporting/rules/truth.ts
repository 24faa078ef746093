/** Something a contract should bring, by the first day of its period. */
export interface Expected {
  from: string
  netCents: number
}

/** Something that was billed, and how far its invoice has come. */
export interface Billed {
  from: string
  netCents: number
  invoiceId: number | null
  isPosted: boolean
  /** Of the whole invoice, tax included; null before it is posted. */
  totalCents: number | null
  openCents: number | null
  /** Credited in the ERP by hand, and not to be billed again: the contract would still bring it. */
  isGiven?: boolean
  /** What it was of, for a page that lists it. */
  of?: { description: string; href: string; invoice: string | null }
}

export type TruthState = 'agrees' | 'given' | 'unbilled' | 'overbilled' | 'unposted' | 'unpaid'

/** One contract in one month: the same money five times. Credits are negative. */
export interface TruthRow {
  /** `YYYY-MM`. */
  month: string
  expectedCents: number
  billedCents: number
  postedCents: number
  paidCents: number
  /** By us and in the ERP. */
  creditedCents: number
  /** In the ERP by hand, above zero. */
  givenCents: number
  state: TruthState
  invoiceIds: number[]
}

/**
 * Lays what a contract should bring beside what was billed, posted, paid and credited of it,
 * by the month in which each period begins.
 *
 * @param from first month, `YYYY-MM`
 * @param to last month, included
 */
export function truthRows(expected: readonly Expected[], billed: readonly Billed[], from: string, to: string): TruthRow[] {
  const months = [...new Set([...expected, ...billed].map(({ from: day }) => day.slice(0, 7)))]
  return months
    .filter((month) => month >= from && month <= to)
    .sort()
    .map((month) => rowOf(month, expected.filter(inMonth(month)), billed.filter(inMonth(month))))
}

/** The part of a charge that is paid, when its invoice is paid in part: in proportion, to the cent. */
export function paidShare({ netCents, isPosted, totalCents, openCents }: Billed): number {
  if (!isPosted || totalCents === null || openCents === null) return 0
  if (totalCents === 0) return netCents

  return Math.round((netCents * (totalCents - openCents)) / totalCents)
}

const inMonth = (month: string) => (one: { from: string }) => one.from.startsWith(month)

function rowOf(month: string, expected: Expected[], billed: Billed[]): TruthRow {
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
  const charges = billed.filter(({ netCents }) => netCents >= 0)
  const credits = billed.filter(({ netCents }) => netCents < 0)
  const figures = {
    expectedCents: sum(expected.map(({ netCents }) => netCents)),
    billedCents: sum(charges.map(({ netCents }) => netCents)),
    postedCents: sum(billed.filter(({ isPosted, isGiven }) => isPosted && !isGiven).map(({ netCents }) => netCents)),
    paidCents: sum(billed.map(paidShare)),
    creditedCents: sum(credits.map(({ netCents }) => netCents)),
    givenCents: sum(credits.filter(({ isGiven }) => isGiven).map(({ netCents }) => -netCents)),
  }
  const invoiceIds = [...new Set(billed.flatMap(({ invoiceId }) => (invoiceId === null ? [] : [invoiceId])))]

  return { month, ...figures, state: stateOf(figures), invoiceIds }
}

function stateOf({ expectedCents, billedCents, postedCents, paidCents, creditedCents, givenCents }: Omit<TruthRow, 'month' | 'state' | 'invoiceIds'>): TruthState {
  const net = billedCents + creditedCents + givenCents
  if (net < expectedCents) return 'unbilled'
  if (net > expectedCents) return 'overbilled'
  if (postedCents !== net) return 'unposted'

  if (givenCents !== 0 && paidCents >= net - givenCents) return 'given'

  return paidCents === net ? 'agrees' : 'unpaid'
}
