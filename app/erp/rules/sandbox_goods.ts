/** A quantity of one line that is to move, with the serial numbers of its pieces. */
export interface MovingGoods {
  quantity: number
  serials: string[]
}

/**
 * Why goods cannot move, or null. `left` is what the line still has to move, in its unit.
 *
 * @param isSerialised each piece carries its own serial number
 */
export function whyGoodsStay(
  { quantity, serials }: MovingGoods,
  left: number,
  isSerialised: boolean
): 'too_many' | 'serials' | null {
  if (quantity <= 0 || quantity > left) return 'too_many'
  if (isSerialised && (new Set(serials).size !== quantity || serials.length !== quantity)) return 'serials'
  return null
}

/** Serial numbers as a person types them: one a line, or parted by commas or blanks. */
export function serialsIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean)
}

/**
 * What a form says about lines: for each id the fields `quantity_<id>` and `serials_<id>`.
 * A quantity that is no number counts as none.
 */
export function goodsIn(form: Record<string, unknown>, ids: number[]): ({ id: number } & MovingGoods)[] {
  return ids.map((id) => ({
    id,
    quantity: Number(form[`quantity_${id}`] ?? 0) || 0,
    serials: serialsIn(String(form[`serials_${id}`] ?? '')),
  }))
}
