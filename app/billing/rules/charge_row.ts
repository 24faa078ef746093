import type { DueCharge } from '#billing/charge_sources'
import type BillingRun from '#billing/models/billing_run'
import type { RunTerms } from '#billing/queries/run_terms'
import { anomaliesOf } from '#billing/rules/anomalies'

/** A due charge as the row of a run, without its explanation: most rows stand already and are only compared. */
export function chargeRow(run: Pick<BillingRun, 'id' | 'until'>, sourceType: string, charge: DueCharge, key: string, { settings, blocked }: Pick<RunTerms, 'settings' | 'blocked'>) {
  return {
    source_type: sourceType,
    source_id: charge.sourceId,
    company_id: charge.companyId,
    currency: charge.currency,
    kind: charge.kind,
    period_from: charge.from,
    period_to: charge.to,
    due_on: charge.dueOn,
    net_cents: charge.netCents,
    quantity: charge.quantity,
    unit_price: charge.unitPrice,
    description: charge.description.slice(0, 255),
    product_id: charge.productId,
    tax_code: charge.taxCode,
    payment_term_id: charge.paymentTermId ?? null,
    erp_site_id: charge.siteId ?? null,
    payer_id: charge.payerId ?? null,
    group_key: charge.groupKey,
    anomalies: anomaliesOf(charge, run.until, settings, blocked.has(charge.companyId)).join(','),
    corrects_charge_id: charge.correctsChargeId,
    ledger_key: key,
    billing_run_id: run.id,
  }
}
