import type { ErpInvoice } from '#contracts/erp'
import { dueDatesOf } from '#mirror/rules/due_dates'
import { centsFault, currencyFault, dateFault, decimalFault, firstFault, textFault, wordFault } from '#mirror/rules/facts'
import type { Mirroring } from '#mirror/rules/mirroring'

export const ERP_INVOICE_STATES = ['draft', 'posted', 'paid', 'cancelled'] as const

/** Invoices and credit notes as they stand in the ERP, ours and others. */
export const ERP_INVOICE_MIRRORING: Mirroring<ErpInvoice> = {
  table: 'erp_invoices',
  parents: (invoice) => [{ entity: 'customer', id: invoice.customerId }],

  fault: (invoice) =>
    firstFault(
      textFault('number', invoice.number, 64, true),
      textFault('reference', invoice.reference, 64, true),
      textFault('customer', invoice.customerId, 64),
      wordFault('state', invoice.state, ERP_INVOICE_STATES),
      invoice.issuedOn === null ? null : dateFault('invoice date', invoice.issuedOn),
      currencyFault('currency', invoice.currency),
      centsFault('net', invoice.netCents),
      centsFault('tax', invoice.taxCents),
      centsFault('total', invoice.totalCents),
      centsFault('open amount', invoice.openCents),
      ...invoice.dueDates.flatMap((due) => [
        dateFault('due date', due.on),
        centsFault('due amount', due.amountCents),
        centsFault('open due amount', due.openCents ?? 0),
      ]),
      textFault('credited invoice', invoice.creditsId ?? null, 64, true),
      textFault('site', invoice.siteId ?? null, 64, true),
      ...(invoice.lines ?? []).map((line) => centsFault('net of a line', line.netCents)),
      ...(invoice.sold ?? []).flatMap((line) => [
        decimalFault('quantity of a line', line.quantity),
        textFault('order line of a line', line.orderLineId ?? null, 64, true),
        ...(line.serials ?? []).map((serial) => textFault('serial number of a line', serial, 128)),
      ])
    ),

  facts: (invoice, idOf) => ({
    number: invoice.number,
    reference: invoice.reference,
    customer_id: idOf('customer', invoice.customerId),
    state: invoice.state,
    issued_on: invoice.issuedOn,
    currency: invoice.currency,
    net_cents: invoice.netCents,
    tax_cents: invoice.taxCents,
    total_cents: invoice.totalCents,
    open_cents: invoice.openCents,
    line_count: invoice.lineCount,
    due_dates: JSON.stringify(invoice.dueDates),
    credits_external_id: invoice.creditsId ?? null,
    site_external_id: invoice.siteId ?? null,
    lines: invoice.lines?.length ? JSON.stringify(invoice.lines) : null,
    sold: invoice.sold?.length ? JSON.stringify(invoice.sold) : null,
  }),

  parts: [
    {
      table: 'erp_due_dates',
      parentColumn: 'erp_invoice_id',
      rows: (invoice, idOf) =>
        dueDatesOf(invoice).map((due) => ({
          external_id: String(due.position),
          customer_id: idOf('customer', invoice.customerId),
          due_on: due.on,
          currency: invoice.currency,
          amount_cents: due.amountCents,
          open_cents: due.openCents,
          state: due.state,
        })),
    },
  ],
}
