import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  skill_under_itself: 'A skill cannot lie under itself',
  hours: 'Write hours such as 08:00-13:00, 14:00-18:00',
  holidays: 'Write each holiday on its own line, such as 2026-12-25',
  zone: 'This is not a time zone such as Europe/Madrid',
  percent: 'A percentage lies between 0 and 100',
  negative: 'This must not be negative',
  scope_needs: 'This item scope needs this field',
  products_unknown: 'No product or family has this number',
  figure: 'A limit is greater than zero',
  rule_elsewhere: 'This rule belongs to another coverage set',
  no_rules: 'A coverage set without rules covers nothing and cannot be published',
  unchanged: 'Nothing has changed since the last publication',
  not_published: 'This coverage set has not been published yet',
  warranty_limits: 'A warranty has no limits: publish a set without limits for it',
  not_reserved: 'This decision is no longer reserved',
  not_committed: 'Nothing of this decision is used up',
  nothing_done: 'Nothing was done: give back what was reserved instead',
  more_than_reserved: 'This would take more than was reserved: give it back and reserve anew',
  class_order: 'Name each class once',
} as const

/** What was entered about coverage cannot be. */
export default class CoverageImpossible extends DomainError {
  static code = 'E_COVERAGE_IMPOSSIBLE'
  readonly key: string

  constructor(
    readonly field: string | undefined,
    reason: keyof typeof SENTENCES,
    readonly values: Record<string, string | number> = {}
  ) {
    super(SENTENCES[reason])
    this.key = `coverage.refusals.${reason}`
  }
}
