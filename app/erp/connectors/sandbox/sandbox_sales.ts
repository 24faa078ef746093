import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { CUSTOMERS, PRODUCTS } from '#erp/connectors/sandbox/sandbox_catalogue'

export interface InventedSale {
  /** Places in the catalogue, counted from one. */
  customer: number
  on: CalendarDate
  state: 'draft' | 'confirmed' | 'done' | 'cancelled'
  reference: string | null
  lines: { id: number; product: number; quantity: number }[]
  moves: {
    on: CalendarDate
    kind: 'delivery' | 'return'
    lines: { product: number; orderLine: number; quantity: number; serials: string[] }[]
  }[]
}

const SALES = 80
const DAYS_BETWEEN = 9
const placesOf = (kind: string) => PRODUCTS.flatMap((product, index) => (product.kind === kind ? [index + 1] : []))

/** Two years of sales up to a day, the last ones not delivered yet; the same for the same seed. */
export function inventSales(today: CalendarDate, seed: number): InventedSale[] {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]
  const [machines, goods, contracts] = ['machine', 'goods', 'contract'].map(placesOf)
  const installation = placesOf('service')[0]
  const serials = new Map<number, number>()
  let lineId = 0

  return Array.from({ length: SALES }, (_, index): InventedSale => {
    const on = addDays(today, -(SALES - index) * DAYS_BETWEEN + 2)
    const line = (product: number, quantity: number) => ({ id: ++lineId, product, quantity })
    const lines = [line(pick(machines), 1 + Math.floor(random() * 3))]
    if (random() < 0.35) lines.push(line(pick(machines.filter((one) => one !== lines[0].product)), 1))
    if (random() < 0.6) lines.push(line(pick(goods), 1 + Math.floor(random() * 12)))
    if (random() < 0.65) lines.push(line(pick(contracts), 1))
    lines.push(line(installation, 1 + Math.floor(random() * 4)))

    const state =
      index === 11 || index === 37
        ? 'cancelled'
        : index >= SALES - 2
          ? 'draft'
          : index >= SALES - 5
            ? 'confirmed'
            : 'done'
    const sale: InventedSale = {
      customer: 1 + Math.floor(random() * CUSTOMERS.length),
      on,
      state,
      reference: random() < 0.5 ? `PO-${1000 + index}` : null,
      lines,
      moves: [],
    }
    if (state !== 'done') return sale

    const shipped = lines.filter(({ product }) => ['machine', 'goods'].includes(PRODUCTS[product - 1].kind))
    const moved = shipped.map(({ id, product, quantity }) => ({
      product,
      orderLine: id,
      quantity,
      serials: machines.includes(product) ? Array.from({ length: quantity }, () => serialOf(product, serials)) : [],
    }))
    const first = addDays(on, 3 + Math.floor(random() * 8))
    const isSplit = moved.length > 1 && random() < 0.25
    const parts = isSplit ? [moved.slice(0, 1), moved.slice(1)] : [moved]
    parts.forEach((part, place) =>
      sale.moves.push({ on: earlier(addDays(first, place * 12), today), kind: 'delivery', lines: part })
    )
    if (index % 12 === 5) {
      const back = { ...moved[0], quantity: 1, serials: moved[0].serials.slice(0, 1) }
      sale.moves.push({ on: earlier(addDays(first, 35), today), kind: 'return', lines: [back] })
    }

    return sale
  })
}

function serialOf(product: number, used: Map<number, number>): string {
  const count = (used.get(product) ?? 0) + 1
  used.set(product, count)
  return `${PRODUCTS[product - 1].number}-${String(count).padStart(5, '0')}`
}

function earlier(day: CalendarDate, other: CalendarDate): CalendarDate {
  return day < other ? day : other
}

/** Numbers from 0 up to 1 that a seed repeats (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
