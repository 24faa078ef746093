import type { ErpLot } from '#contracts/erp_records'

/** What goods may leave the sandbox ERP as. */
export const OUTGOING_KINDS = ['delivery', 'loan', 'consignment'] as const
export type OutgoingKind = (typeof OUTGOING_KINDS)[number]

/** A quantity of one line that is to move, with the serial numbers of its pieces or the lots it consists of. */
export interface MovingGoods {
  quantity: number
  serials: string[]
  lots?: ErpLot[]
}

/**
 * Why goods cannot move, or null. `left` is what the line still has to move, in its unit.
 *
 * @param isSerialised each piece carries its own serial number
 */
export function whyGoodsStay(
  { quantity, serials, lots = [] }: MovingGoods,
  left: number,
  isSerialised: boolean
): 'too_many' | 'serials' | 'lots' | null {
  if (quantity <= 0 || quantity > left) return 'too_many'
  if (isSerialised && (new Set(serials).size !== quantity || serials.length !== quantity)) return 'serials'
  if (lots.length > 0 && !areWhole(lots, quantity)) return 'lots'
  return null
}

/** Whether lots add up to a quantity, each with some of it. */
export function areWhole(lots: readonly ErpLot[], quantity: number): boolean {
  const sum = lots.reduce((total, lot) => total + Math.round(Number(lot.quantity) * 1e6), 0)
  return lots.every((lot) => Number(lot.quantity) > 0) && sum === Math.round(quantity * 1e6)
}

/** Lots as a person types them: one a line, the quantity after it; what has no quantity counts as none of it. */
export function lotsIn(text: string): ErpLot[] {
  return text
    .split('\n')
    .map((line) => /^\s*(\S.*?)(?:\s+(\d+(?:[.,]\d+)?))?\s*$/.exec(line))
    .flatMap((found) => (found ? [{ lot: found[1], quantity: (found[2] ?? '0').replace(',', '.') }] : []))
}

/** Serial numbers as a person types them: one a line, or parted by commas or blanks. */
export function serialsIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean)
}

/**
 * What a form says about lines: for each id the fields `quantity_<id>`, `serials_<id>` and `lots_<id>`.
 * A quantity that is no number counts as none.
 */
export function goodsIn(form: Record<string, unknown>, ids: number[]): ({ id: number } & MovingGoods)[] {
  return ids.map((id) => ({
    id,
    quantity: Number(form[`quantity_${id}`] ?? 0) || 0,
    serials: serialsIn(String(form[`serials_${id}`] ?? '')),
    lots: lotsIn(String(form[`lots_${id}`] ?? '')),
  }))
}
