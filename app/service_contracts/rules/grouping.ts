import { fitting, groupKey } from '#billing/rules/group_key'

export type Grouping = 'customer' | 'contract' | 'order' | 'item' | 'site'

interface Grouped {
  id: number
  contract_id: number
  sales_order_number: string | null
  installed_item_id: number | null
  /** Where the item of the line stands at the customer. */
  item_site_id?: number | null
  payment_term_id?: number | null
  erp_site_id?: number | null
  bill_to_id?: number
  payer_id?: number | null
}

/**
 * Charges of one company with the same key share an invoice: per customer, contract, order, item or site of the customer, and only where the
 * payment term, the site and whoever pays are the same.
 */
export function groupKeyOf(grouping: Grouping, line: Grouped): string {
  return groupKey(shared(grouping, line), line.payment_term_id ?? null, line.erp_site_id ?? null, otherPayer(line))
}

/** The company that pays, where it is not the one that is invoiced. */
export function otherPayer({ payer_id: payer, bill_to_id: billTo }: Pick<Grouped, 'payer_id' | 'bill_to_id'>): number | null {
  return payer && Number(payer) !== Number(billTo) ? Number(payer) : null
}

function shared(grouping: Grouping, line: Grouped): string {
  switch (grouping) {
    case 'customer':
      return 'customer'
    case 'order':
      return line.sales_order_number ? fitting(`order:${line.sales_order_number}`) : `contract:${line.contract_id}`
    case 'item':
      return line.installed_item_id ? `item:${line.installed_item_id}` : `line:${line.id}`
    case 'site':
      return line.item_site_id ? `place:${line.item_site_id}` : `contract:${line.contract_id}`
    case 'contract':
      return `contract:${line.contract_id}`
  }
}
