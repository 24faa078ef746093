import { COMPANY_FIELDS, policyFor, type CompanyField, type CompanyValues, type FieldPolicy, type Policies } from '#crm/rules/field_groups'

/** What both sides last agreed on, what stands here, and what the ERP says. */
export interface Sides {
  base: string | null
  ours: string | null
  theirs: string | null
}

/** When each side changed the field, as ISO instants; null where nobody can say. */
export interface ChangeTimes {
  ours: string | null
  theirs: string | null
}

export type MergeOutcome = 'agreed' | 'take_theirs' | 'send_ours' | 'conflict'

/** An outcome, and whether both sides had changed the field to different values. */
export interface Merged {
  outcome: MergeOutcome
  isTwoSided: boolean
}

/**
 * Decides one field by its policy: what is the same is agreed, a change of one side alone is
 * carried over, and only `erp_wins` and `app_wins` put the other side right. Two different
 * changes are decided by the policy, and by a person under `ask` or where the times do not tell.
 */
export function mergedField(policy: FieldPolicy, { base, ours, theirs }: Sides, times: ChangeTimes): Merged {
  if (ours === theirs) return { outcome: 'agreed', isTwoSided: false }
  const isTwoSided = ours !== base && theirs !== base
  if (policy === 'erp_wins') return { outcome: 'take_theirs', isTwoSided }
  if (policy === 'app_wins') return { outcome: 'send_ours', isTwoSided }
  if (!isTwoSided) return { outcome: ours === base ? 'take_theirs' : 'send_ours', isTwoSided }

  return { outcome: policy === 'ask' ? 'conflict' : newer(times), isTwoSided }
}

function newer({ ours, theirs }: ChangeTimes): MergeOutcome {
  const [here, there] = [Date.parse(ours ?? ''), Date.parse(theirs ?? '')]
  if (Number.isNaN(here) || Number.isNaN(there) || here === there) return 'conflict'
  return here > there ? 'send_ours' : 'take_theirs'
}

/** What is remembered of a company that has departed from the ERP somewhere. */
export interface BindingFacts {
  base: Partial<CompanyValues>
  /** ISO instants of our last changes. */
  edited: Partial<Record<CompanyField, string>>
  /** What was last sent to the ERP: read back, it is our own echo and not a change of theirs. */
  written: Partial<CompanyValues>
}

export interface MergedRecord {
  outcomes: Record<CompanyField, Merged>
  /** What the company holds after the merge. */
  values: CompanyValues
  /** What both sides last agreed on. */
  agreed: CompanyValues
  /** The same that still differ. */
  base: Partial<CompanyValues>
  /** What was sent and has not been read back yet. */
  written: Partial<CompanyValues>
  toSend: CompanyField[]
  conflicts: CompanyField[]
}

const NOTHING: BindingFacts = { base: {}, edited: {}, written: {} }

/**
 * Merges a company with what the ERP says of it. Without a binding nothing of ours has departed,
 * so that what stands here is what both last agreed on.
 *
 * @param changedThere ISO instant of the ERP's last change, or null
 */
export function mergedRecord(
  policies: Policies,
  ours: CompanyValues,
  theirs: CompanyValues,
  binding: BindingFacts | null,
  changedThere: string | null
): MergedRecord {
  const { base, edited, written } = binding ?? NOTHING
  const outcomes = {} as MergedRecord['outcomes']
  const merged: MergedRecord = { outcomes, values: { ...ours }, agreed: { ...ours }, base: {}, written: {}, toSend: [], conflicts: [] }

  for (const field of COMPANY_FIELDS) {
    const agreed = agreedOn(field, ours, theirs, base, written)
    const times = { ours: edited[field] ?? null, theirs: changedThere }
    const decided = mergedField(policyFor(policies, field), { base: agreed, ours: ours[field], theirs: theirs[field] }, times)
    outcomes[field] = decided
    merged.agreed[field] = agreed
    if (decided.outcome === 'take_theirs') merged.values[field] = theirs[field]
    if (decided.outcome === 'send_ours') merged.toSend.push(field)
    if (decided.outcome === 'conflict') merged.conflicts.push(field)
    if (decided.outcome === 'agreed' || decided.outcome === 'take_theirs') continue
    merged.base[field] = agreed
    if (field in written && written[field] !== theirs[field]) merged.written[field] = written[field]
  }

  return merged
}

/** The value both sides last had; what we wrote and now read back counts as such. */
function agreedOn(field: CompanyField, ours: CompanyValues, theirs: CompanyValues, base: Partial<CompanyValues>, written: Partial<CompanyValues>) {
  if (field in written && written[field] === theirs[field]) return theirs[field]
  return field in base ? base[field]! : ours[field]
}
