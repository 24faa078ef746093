import { compare, ratio, type Ratio } from '#shared/money/ratio'
import { decimalRatio, decimalText, parseDecimal } from '#shared/money/decimal'

const PERCENT = /^(\d{1,3}(?:\.\d{1,6})?)\s*%?$/
const PART = /^(\d{1,6})\s*\/\s*(\d{1,6})$/

/**
 * A share of a price as people write it, tidied: `30`, `12.5 %` and `12,5` are percent, `1/3` is an exact part. Null for
 * anything else, for nothing and for more than the whole.
 */
export function shareText(typed: string): string | null {
  const text = typed.trim().replace(',', '.')
  const [percent, part] = [PERCENT.exec(text), PART.exec(text)]
  const tidy = percent ? bare(percent[1]) : part ? `${Number(part[1])}/${Number(part[2])}` : null
  if (tidy === null || tidy.endsWith('/0')) return null

  const share = shareRatio(tidy)
  return compare(share, ratio(0)) > 0 && compare(share, ratio(1)) <= 0 ? tidy : null
}

/** A tidied share as a ratio of the whole: `30` is 30/100, `1/3` is 1/3. */
export function shareRatio(share: string): Ratio {
  const [num, den] = share.split('/')
  if (den !== undefined) return ratio(BigInt(num), BigInt(den))
  const percent = decimalRatio(parseDecimal(num))
  return ratio(percent.num, percent.den * 100n)
}

/** How a share reads: `30 %`, `1/3`. */
export function shareLabel(share: string): string {
  return share.includes('/') ? share : `${share} %`
}

function bare(text: string): string {
  const whole = decimalText(parseDecimal(text))
  return whole.includes('.') ? whole.replace(/0+$/, '').replace(/\.$/, '') : whole
}
