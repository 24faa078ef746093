export interface OutgoingRemedy {
  /** `outgoing.remedies.…` */
  name: 'company' | 'product' | 'mend' | 'stock' | 'connection' | 'theirs'
  href: string
}

export interface OutgoingPlaces {
  connectionId: number
  companyId: number | null
  productId: number | null
  /** The form that mends the document, while it may still be mended. */
  mendHref: string | null
  /** What the ERP holds, on its own screen. */
  theirs: string | null
}

const WAYS: Record<string, OutgoingRemedy['name'][]> = {
  customer_blocked: ['company'],
  customer_unknown: ['company'],
  product_unknown: ['product', 'mend'],
  currency_unknown: ['connection'],
  site_unknown: ['mend'],
  stock_short: ['stock', 'mend'],
  serial_unknown: ['mend'],
  date_in_future: ['mend'],
  draft_differs: ['theirs', 'mend'],
  partial: ['theirs'],
  differs: ['theirs'],
  several: ['theirs'],
  set_up_missing: ['connection'],
  not_offered: ['connection'],
  access_denied: ['connection'],
  connection_missing: ['connection'],
  gibberish: ['connection'],
  other: ['mend'],
}

/** Where a person puts right what stands against an order or a stock issue; only places that exist. */
export function outgoingRemedies(code: string | null, at: OutgoingPlaces): OutgoingRemedy[] {
  const hrefs: Record<OutgoingRemedy['name'], string | null> = {
    company: at.companyId === null ? null : `/crm/companies/${at.companyId}`,
    product: at.productId === null ? null : `/mirror/products/${at.productId}`,
    stock: at.productId === null ? null : `/mirror/products/${at.productId}`,
    mend: at.mendHref,
    connection: `/erp/connections/${at.connectionId}/edit`,
    theirs: at.theirs,
  }
  return (code === null ? [] : (WAYS[code] ?? [])).flatMap((name) => (hrefs[name] === null ? [] : [{ name, href: hrefs[name] }]))
}
