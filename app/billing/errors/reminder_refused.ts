import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  nothing_chosen: 'Choose at least one invoice to remind of',
  sent_meanwhile: 'Somebody has reminded of one of these invoices meanwhile, or it was paid; look at the list again',
  levels_order: 'Each level has to be later than the one before it',
  promise_without_day: 'Say until when payment is promised',
  promise_over: 'The promised day has passed already',
} as const

/** Customers cannot be reminded like that. */
export default class ReminderRefused extends DomainError {
  static code = 'E_REMINDER_REFUSED'
  readonly key: string

  constructor(
    reason: keyof typeof SENTENCES,
    readonly field?: string
  ) {
    super(SENTENCES[reason])
    this.key = `receivables.errors.${reason}`
  }
}
