import { DomainError } from '#shared/errors/domain_error'
import { filledIn } from '#shared/errors/filled_in'

const SENTENCES = {
  contact: 'This contact belongs to another company',
  item: 'This item stands with another company',
  contract: 'This contract belongs to another company',
  currency: 'This is not the code of a currency; write it like EUR',
  other_currency: 'This customer is invoiced in {known}',
  contract_currency: 'The contract is invoiced in {known}',
  currency_fixed: 'The work is priced in {known}; remove its lines before the currency changes',
  future: 'This lies on a day that has come',
  hour: 'Write the time as 07:45',
  closed: 'A closed request stays as it is; open it again first',
  work_stands: 'There is reported work; remove its lines before this changes',
  work_approved: 'The work was approved; take the approval back before this changes',
  not_now: 'This cannot be done as the request stands now',
  unclear: 'Say first which item or which skill it is about',
  work_open: 'There is reported work that nobody has approved',
  work_reported: 'There is reported work, so it is solved and not dismissed',
  too_late: 'It was closed more than {days} days ago; open a new request',
  reason: 'Say why, so that others understand it later',
  solution: 'Say what solved it, so that others find it later',
  assignee: 'Say who is to do it',
  same_assignee: 'It is assigned to this person already',
  inactive: 'This person does not work on requests',
  waiting_for: 'Say whom or what it waits for',
} as const

export type RequestFault = keyof typeof SENTENCES

/** What was asked of a service request cannot be. */
export default class RequestImpossible extends DomainError {
  static code = 'E_REQUEST_IMPOSSIBLE'
  readonly key: string

  constructor(
    fault: RequestFault,
    override readonly field?: string,
    override readonly values: Record<string, string | number> = {}
  ) {
    super(filledIn(SENTENCES[fault], values))
    this.key = `service_desk.errors.${fault}`
  }
}
