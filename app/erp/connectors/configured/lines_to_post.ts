import type { InvoiceLineToPost, InvoiceToPost } from '#contracts/erp'
import { moneyText } from '#shared/money/money'
import { decimalsNeeded, multipliesTo } from '#erp/rules/line_amount'
import type { PostMapping } from '#erp/connectors/configured/mapping'

/**
 * The lines as this ERP can hold them: quantity and price as they are when it reaches our net
 * with them, otherwise one unit at the net, with quantity and price in the text.
 */
export function linesToPost({ lines, currency }: InvoiceToPost, { amounts, priceDecimals }: PostMapping): InvoiceLineToPost[] {
  return lines.map((line) => {
    const { quantity, unitPrice, netCents } = line
    const fits = decimalsNeeded(unitPrice) <= priceDecimals
    if (fits && (amounts === 'sent' || multipliesTo(quantity, unitPrice, netCents, currency))) return line

    const sign = netCents < 0 ? '-' : ''
    const text = `${line.description} (${quantity} × ${unitPrice})`
    return { ...line, quantity: `${sign}1`, unitPrice: moneyText(Math.abs(netCents), currency), description: text }
  })
}
