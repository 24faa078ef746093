type Row = Record<string, unknown>

/**
 * Whether a charge that stands is the one that is due now, in every column that a run compares. The columns are named one
 * by one: a run does this for each of its charges, and reading them by a list takes several times as long.
 */
export function isSameCharge(found: Row, due: Row): boolean {
  return (
    same(found.net_cents, due.net_cents) &&
    same(found.due_on, due.due_on) &&
    same(found.quantity, due.quantity) &&
    same(found.unit_price, due.unit_price) &&
    same(found.description, due.description) &&
    same(found.anomalies, due.anomalies) &&
    same(found.company_id, due.company_id) &&
    same(found.currency, due.currency) &&
    same(found.product_id, due.product_id) &&
    same(found.group_key, due.group_key) &&
    same(found.tax_code, due.tax_code) &&
    same(found.payment_term_id, due.payment_term_id) &&
    same(found.erp_site_id, due.erp_site_id) &&
    same(found.payer_id, due.payer_id)
  )
}

/** Drivers answer large numbers as text, and null stands for nothing. */
function same(one: unknown, other: unknown): boolean {
  return one === other || String(one ?? '') === String(other ?? '')
}
