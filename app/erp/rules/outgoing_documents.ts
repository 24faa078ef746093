import type { ErpCapabilities, ErpOrder, ErpStockMove, OrderToPlace, StockMoveToPost } from '#contracts/erp'
import { parseDecimal } from '#shared/money/decimal'

/** What the ERP holds otherwise than it was asked for; a part of it, or something else. */
export interface Deviation {
  code: 'partial' | 'differs'
  sentence: string
}

/**
 * How the order in the ERP deviates from the one we sent, or null. Lines that the ERP added of
 * its own accord, such as freight, deviate too: a person looks at them.
 */
export function orderDeviation(sent: OrderToPlace, held: ErpOrder): Deviation | null {
  const others: string[] = []
  const less: string[] = []
  if (held.customerId !== sent.customerId) others.push(`customer ${held.customerId} there, ${sent.customerId} here`)
  if (held.currency !== sent.currency) others.push(`${held.currency} there, ${sent.currency} here`)
  const lines = held.lines.filter(({ isCancelled }) => !isCancelled).toSorted((one, other) => one.position - other.position)
  if (lines.length > sent.lines.length) others.push(`${lines.length} lines there, ${sent.lines.length} here`)

  sent.lines.forEach((line, index) => {
    const theirs = lines[index]
    const name = `line ${index + 1} (${line.description})`
    if (!theirs) return less.push(`${name} is missing there`)
    if (theirs.productId !== line.productId) return others.push(`${name}: product ${theirs.productId} there, ${line.productId} here`)
    if (!isSame(theirs.unitPrice, line.unitPrice)) others.push(`${name}: price ${theirs.unitPrice} there, ${line.unitPrice} here`)
    const quantity = `${name}: ${theirs.quantity} there, ${line.quantity} here`
    if (Number(theirs.quantity) < Number(line.quantity)) less.push(quantity)
    else if (!isSame(theirs.quantity, line.quantity)) others.push(quantity)
  })
  return deviation(others, less)
}

/** How the move in the ERP deviates from the one we sent, or null. */
export function stockDeviation(sent: StockMoveToPost, held: ErpStockMove): Deviation | null {
  const others: string[] = []
  const less: string[] = []
  if (held.kind !== sent.kind) others.push(`${held.kind} there, ${sent.kind} here`)
  if (held.productId !== sent.productId) others.push(`product ${held.productId} there, ${sent.productId} here`)
  if (held.siteId !== sent.siteId) others.push(`site ${held.siteId} there, ${sent.siteId} here`)
  if (sent.serial !== null && held.serial !== null && held.serial !== sent.serial) others.push(`serial number ${held.serial} there, ${sent.serial} here`)
  const quantity = `quantity ${held.quantity} there, ${sent.quantity} here`
  if (Number(held.quantity) < Number(sent.quantity)) less.push(quantity)
  else if (!isSame(held.quantity, sent.quantity)) others.push(quantity)

  return deviation(others, less)
}

/** What of orders and of stock an ERP does not take, as sentences for a person. */
export function outgoingLimits({ orders, stock }: Pick<ErpCapabilities, 'orders' | 'stock'>): string[] {
  const limits: string[] = []
  if (!orders) limits.push('No order can be placed from here: the connection has no way to do it.')
  else if (!orders.confirms) limits.push('An order placed from here waits in the ERP until a person there confirms it.')
  if (!stock) return [...limits, 'No stock can be issued from here: the connection has no way to do it.']
  if (!stock.reverses) limits.push('An issue from stock cannot be reversed from here.')
  if (!stock.serials) limits.push('Serial and lot numbers of an issue from stock are not told to the ERP.')
  if (!stock.locations) limits.push('A location within a site is not told to the ERP: it takes the goods where it keeps them.')

  return limits
}

function deviation(others: string[], less: string[]): Deviation | null {
  if (others.length > 0) return { code: 'differs', sentence: [...others, ...less].join('; ') }
  return less.length > 0 ? { code: 'partial', sentence: less.join('; ') } : null
}

/** `2` is `2.000`. */
function isSame(one: string, other: string): boolean {
  return bare(one) === bare(other)
}

function bare(text: string): string {
  parseDecimal(text)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
