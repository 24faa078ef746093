import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  step_not_open: 'This step is not open: it was decided already, or another one comes first',
  not_a_decider: 'This step asks somebody else',
  own_request: 'Whoever asked for an approval may not decide it; somebody else has to',
  reason_needed: 'A refusal needs its reason',
  flow_empty: 'This approval flow has no steps; add one first',
  flow_inactive: 'This approval flow is switched off',
  flow_of_other: 'This approval flow is for records of another kind',
  under_way: 'An approval is under way or given already',
  terms_changed: 'What was to be approved has changed since; the approval was cancelled and has to be asked for again',
  no_decider: 'A step names a group or a role',
  nobody_decides: 'Nobody who is active could decide the step {step}',
  amount: 'An amount is a number such as 1234.50',
} as const

export type ApprovalRefusal = keyof typeof SENTENCES

/** What was asked of an approval or of its flow is not possible. */
export default class ApprovalRefused extends DomainError {
  static code = 'E_APPROVAL_REFUSED'
  readonly key: string

  constructor(
    refusal: ApprovalRefusal,
    readonly field?: string,
    readonly values: Record<string, string | number> = {}
  ) {
    super(Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), SENTENCES[refusal] as string))
    this.key = `workflow.errors.${refusal}`
  }
}
