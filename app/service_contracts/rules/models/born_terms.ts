import type { ModelTerms } from '#service_contracts/rules/models/model_terms'

/** What a contract takes over from a version of its model besides its billing policy, and where it came from. */
export function bornTerms({ id, terms }: { id: number; terms: ModelTerms }) {
  const { payment_term_id: term, erp_site_id: site, service_level_id: level, approval_flow_id: flow, needs_signature: signed } = terms.fields
  return {
    contract_model_version_id: id,
    payment_term_id: term ?? null,
    erp_site_id: site ?? null,
    service_level_id: level ?? null,
    approval_flow_id: flow ?? null,
    needs_signature: Boolean(signed),
  }
}

/** Whether a sold contract is in force at once: not where somebody has to approve or to sign it first. */
export function isBornActive(model: Record<string, any>): boolean {
  return model.birth === 'active' && !model.approval_flow_id && !model.needs_signature
}
