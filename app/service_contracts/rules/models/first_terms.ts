import type { ModelTerms } from '#service_contracts/rules/models/model_terms'

/** Terms of a model that are no field of a contract under the same name. */
const OF_MODEL_ONLY = ['birth', 'starts', 'duration_months', 'coverage_set_id', 'approval_flow_id', 'needs_signature']

/** What the form of a new contract begins with: every term of the model that a contract has too. */
export function firstTerms({ fields }: ModelTerms): Record<string, string | number> {
  const terms = Object.entries(fields).filter(([name, value]) => !OF_MODEL_ONLY.includes(name) && value !== null)
  const months = fields.duration_months
  return Object.fromEntries([...terms, ...(months ? [['term_months', months] as const] : [])]) as Record<string, string | number>
}
