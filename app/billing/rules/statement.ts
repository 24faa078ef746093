import type { CalendarDate } from '#shared/calendar/calendar_date'

/** Something that changes what a customer owes: an invoice above zero, a credit or a payment below. */
export interface StatementEntry {
  kind: 'invoice' | 'credit_note' | 'payment' | 'reversal'
  on: CalendarDate
  number: string
  href: string
  currency: string
  /** Minor units. */
  cents: number
}

export interface StatementRow extends StatementEntry {
  balanceCents: number
}

/** What a customer owed at the beginning, what changed it, and what it owes at the end, in one currency. */
export interface CurrencyStatement {
  currency: string
  openingCents: number
  rows: StatementRow[]
  invoicedCents: number
  creditedCents: number
  paidCents: number
  closingCents: number
}

const ORDER = ['invoice', 'credit_note', 'reversal', 'payment']

/**
 * One statement for each currency, its rows by day and then in the order in which things happen. The opening balance and
 * the rows add up to the closing balance, and currencies never mix.
 *
 * @param openings minor units owed on the first day, by currency
 */
export function statementsOf(openings: Map<string, number>, entries: readonly StatementEntry[]): CurrencyStatement[] {
  const currencies = [...new Set([...openings.keys(), ...entries.map(({ currency }) => currency)])].sort()

  return currencies.map((currency) => {
    const openingCents = openings.get(currency) ?? 0
    const own = entries.filter((entry) => entry.currency === currency).sort(inOrder)
    let balanceCents = openingCents
    const rows = own.map((entry) => ({ ...entry, balanceCents: (balanceCents += entry.cents) }))
    const sum = (...kinds: string[]) => own.filter(({ kind }) => kinds.includes(kind)).reduce((total, { cents }) => total + cents, 0)

    return {
      currency,
      openingCents,
      rows,
      invoicedCents: sum('invoice'),
      creditedCents: sum('credit_note'),
      paidCents: sum('payment', 'reversal'),
      closingCents: balanceCents,
    }
  })
}

function inOrder(one: StatementEntry, other: StatementEntry): number {
  if (one.on !== other.on) return one.on < other.on ? -1 : 1
  return ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || one.number.localeCompare(other.number)
}
