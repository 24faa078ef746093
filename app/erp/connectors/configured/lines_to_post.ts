import type { InvoiceLineToPost, InvoiceToPost } from '#contracts/erp'
import { isCurrency } from '#shared/money/currency'
import { moneyText } from '#shared/money/money'
import { decimalsNeeded, multipliesTo } from '#erp/rules/line_amount'
import type { PostMapping } from '#erp/connectors/configured/mapping'

/**
 * The lines as this ERP can hold them: quantity and price as they are when it reaches our net
 * with them, otherwise one unit at the net, with quantity and price in the text.
 */
export function linesToPost({ lines, currency, netCents: total }: InvoiceToPost, { amounts, priceDecimals, creditSigns = 'kept' }: PostMapping): InvoiceLineToPost[] {
  const isTurned = creditSigns === 'turned' && total < 0

  return lines.map(isTurned ? turned : (line) => line).map((line) => {
    const { quantity, unitPrice, netCents } = line
    // A currency that nobody knows is refused by the ERP, with its own sentence.
    if (!isCurrency(currency)) return line
    const fits = decimalsNeeded(unitPrice) <= priceDecimals
    if (fits && (amounts === 'sent' || multipliesTo(quantity, unitPrice, netCents, currency))) return line

    const sign = netCents < 0 ? '-' : ''
    const text = `${line.description} (${quantity} × ${unitPrice})`
    return { ...line, quantity: `${sign}1`, unitPrice: moneyText(Math.abs(netCents), currency), description: text }
  })
}

/** The line as an ERP wants it whose credit notes are positive: quantity without a sign, the sign on the price. */
function turned(line: InvoiceLineToPost): InvoiceLineToPost {
  const netCents = -line.netCents
  const bare = (text: string) => text.replace('-', '')

  return { ...line, netCents, quantity: bare(line.quantity), unitPrice: `${netCents < 0 ? '-' : ''}${bare(line.unitPrice)}` }
}
