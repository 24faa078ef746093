import type { ErpPayment } from '#contracts/erp'
import { centsFault, currencyFault, dateFault, firstFault, partsFault, textFault, wordFault } from '#mirror/rules/facts'
import type { Mirroring } from '#mirror/rules/mirroring'

export const PAYMENT_KINDS = ['payment', 'reversal'] as const

/** Payments and reversals with the invoices they settle. */
export const PAYMENT_MIRRORING: Mirroring<ErpPayment> = {
  table: 'erp_payments',
  parents: (payment) => [
    { entity: 'customer', id: payment.customerId },
    ...payment.shares.map(({ invoiceId }) => ({ entity: 'invoice' as const, id: invoiceId })),
  ],
  fault: (payment) =>
    firstFault(
      textFault('number', payment.number, 64),
      textFault('customer', payment.customerId, 64),
      wordFault('kind', payment.kind, PAYMENT_KINDS),
      dateFault('payment date', payment.paidOn),
      currencyFault('currency', payment.currency),
      centsFault('amount', payment.amountCents),
      textFault('method', payment.method, 64, true),
      textFault('reference', payment.reference, 255, true),
      partsFault('shares', payment.shares, (share) =>
        firstFault(textFault('invoice', share.invoiceId, 64), centsFault('share', share.amountCents))
      )
    ),
  facts: (payment, idOf) => ({
    number: payment.number,
    customer_id: idOf('customer', payment.customerId),
    kind: payment.kind,
    paid_on: payment.paidOn,
    currency: payment.currency,
    amount_cents: payment.amountCents,
    is_cancelled: payment.isCancelled,
    method: payment.method,
    reference: payment.reference,
  }),
  parts: [
    {
      table: 'erp_payment_shares',
      parentColumn: 'erp_payment_id',
      rows: (payment, idOf) =>
        payment.shares.map((share) => ({
          external_id: share.id,
          erp_invoice_id: idOf('invoice', share.invoiceId),
          currency: payment.currency,
          amount_cents: share.amountCents,
        })),
    },
  ],
}
