export interface Remedy {
  /** `posting.remedies.…` */
  name: 'customer_there' | 'customer' | 'product' | 'invoice' | 'connection' | 'new_date' | 'theirs'
  href: string
}

/** What is known of where things stand. */
export interface Whereabouts {
  messageId: number
  connectionId: number
  /** Our invoice, when the posting is one. */
  invoiceId: number | null
  /** Screens in the ERP, where it has any. */
  customerThere: string | null
  invoiceThere: string | null
  /** Our mirror of the customer and of the first product. */
  customerId: number | null
  productId: number | null
}

const WAYS: Record<string, Remedy['name'][]> = {
  customer_blocked: ['customer_there', 'customer'],
  customer_unknown: ['customer_there', 'customer'],
  product_unknown: ['product', 'invoice'],
  tax_code_unknown: ['invoice'],
  currency_unknown: ['invoice', 'connection'],
  period_closed: ['new_date'],
  date_order: ['new_date'],
  date_in_future: ['new_date'],
  duplicate_reference: ['theirs', 'connection'],
  draft_differs: ['theirs', 'invoice'],
  set_up_missing: ['connection'],
  access_denied: ['connection'],
  connection_missing: ['connection'],
  gibberish: ['connection'],
  differs: ['theirs', 'invoice'],
  several: ['theirs'],
  credited_withdrawn: ['invoice'],
}

/** Where a person puts right what stands against a posting; only places that exist. */
export function remediesOf(code: string | null, at: Whereabouts): Remedy[] {
  const hrefs: Record<Remedy['name'], string | null> = {
    customer_there: at.customerThere,
    customer: at.customerId === null ? null : `/mirror/customers/${at.customerId}`,
    product: at.productId === null ? null : `/mirror/products/${at.productId}`,
    invoice: at.invoiceId === null ? null : `/billing/invoices/${at.invoiceId}`,
    connection: `/erp/connections/${at.connectionId}/edit`,
    new_date: `/erp/postings/${at.messageId}#new-date`,
    theirs: at.invoiceThere,
  }

  return (WAYS[code ?? ''] ?? []).flatMap((name) => (hrefs[name] === null ? [] : [{ name, href: hrefs[name] }]))
}
