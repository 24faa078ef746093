/**
 * Minor units of a decimal text, exactly; halves go away from zero.
 *
 * @throws {RangeError} when the text is no decimal number or its minor units exceed a safe integer
 */
export function centsOf(decimal: string, exponent = 2): number {
  const { digits, scale } = parts(decimal)
  const cents = Number(scale <= exponent ? digits * 10n ** BigInt(exponent - scale) : rounded(digits, scale - exponent))
  if (!Number.isSafeInteger(cents)) throw new RangeError(`${decimal} is too large`)

  return cents
}

/** Minor units as decimal text: 123456 is `1234.56`. */
export function decimalOfCents(cents: number, exponent = 2): string {
  const digits = String(Math.abs(cents)).padStart(exponent + 1, '0')
  const sign = cents < 0 ? '-' : ''
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * Whether quantity times unit price gives these minor units under any way of rounding
 * halves, so that an ERP which computes the line itself reaches the same amount.
 */
export function multipliesTo(quantity: string, unitPrice: string, cents: number, exponent = 2): boolean {
  const [q, p] = [parts(quantity), parts(unitPrice)]
  const scale = Math.max(q.scale + p.scale, exponent)
  const product = q.digits * p.digits * 10n ** BigInt(scale - q.scale - p.scale)
  const wanted = BigInt(cents) * 10n ** BigInt(scale - exponent)
  const distance = product > wanted ? product - wanted : wanted - product

  return distance * 2n < 10n ** BigInt(scale - exponent) || distance === 0n
}

/** Decimals a number really needs: `12.3400` needs two. */
export function decimalsNeeded(decimal: string): number {
  return (decimal.split('.')[1] ?? '').replace(/0+$/, '').length
}

function parts(decimal: string): { digits: bigint; scale: number } {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) throw new RangeError(`"${decimal}" is not a decimal number`)
  const fraction = match[3] ?? ''

  return { digits: BigInt(match[1] + match[2] + fraction), scale: fraction.length }
}

function rounded(digits: bigint, drop: number): bigint {
  const unit = 10n ** BigInt(drop)
  const half = digits < 0n ? -unit / 2n : unit / 2n
  return (digits + half) / unit
}
