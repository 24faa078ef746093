/** What becomes of a row. */
export type Outcome = 'create' | 'update' | 'skip' | 'error'

export interface Verdict {
  line: number
  outcome: Outcome
  recordId: number | null
  /** The version the record had before and the one it was written as; null where there was none. */
  versionBefore: number | null
  versionAfter: number | null
  /** Entry of the change log. */
  changeId: number | null
  /** Sentences for a person, in the language of whoever imports. */
  reasons: string[]
}

/** What the dry run decided about a row. */
export interface Plan {
  outcome: Outcome
  recordId: number | null
  version: number | null
}

export function verdict(line: number, outcome: Outcome, more: Partial<Verdict> = {}): Verdict {
  return { line, outcome, recordId: null, versionBefore: null, versionAfter: null, changeId: null, reasons: [], ...more }
}

/** Whether a row would now become something else than the dry run said. */
export function departs(plan: Plan, outcome: Outcome, recordId: number | null, version: number | null): boolean {
  if (plan.outcome !== outcome) return true
  return outcome === 'update' && (plan.recordId !== recordId || plan.version !== version)
}
