import { DomainError } from '#shared/errors/domain_error'
import { filledIn } from '#shared/errors/filled_in'

const SENTENCES = {
  currency: 'This is not the code of a currency; write it like EUR',
  currency_fixed: 'The milestones are priced in {currency}; remove them before the currency changes',
  other_currency: 'This customer is invoiced in {known}',
  price: 'The price of a project is more than zero',
  dates: 'A project ends on the day on which it begins, or later',
  offer: 'This offer belongs to another company',
  offer_not_accepted: 'The customer has not accepted this offer',
  opportunity: 'This opportunity belongs to another company',
  not_planned: 'This is fixed once the project was started; plan it again first',
  company_fixed: 'Milestones of this project were reached; it stays with its customer',
  plan_fixed: 'The milestones of a project change while it is planned; plan it again first',
  other_project: 'A milestone stays with its project; make a new one there',
  share: 'A share is a percentage such as 30 or 12.5, or a part such as 1/3, of the whole price at most',
  share_or_amount: 'Say either a share of the price or an amount, not both',
  amount: 'Say a share of the price, or an amount above zero without fractions of the smallest coin',
  too_large: 'This amount is too large',
  is_reached: 'This milestone was reached; say first that it was not reached after all',
  was_reached: 'This milestone was reached once and stays for its history',
  begun: 'A project that was started is cancelled, not deleted',
  not_now: 'This cannot be done as things stand now',
  no_milestones: 'A project without milestones bills nothing; add one first',
  difference: 'The milestones and the price differ by {amount}; they have to come to the same',
  empty_milestone: 'A milestone comes to nothing; give it a larger share or take it out',
  open_milestones: '{count} milestones were not reached yet',
  reason: 'Say why',
  not_running: 'Milestones are reached while the project is running',
  not_reached: 'This milestone was not reached',
  is_closed: 'The project is closed; open it again first',
  future: 'A milestone is reached today or on an earlier day',
  still_billed: 'Of what was billed for it before, {amount} still stands; ask for its credit first',
} as const

export type ProjectFault = keyof typeof SENTENCES

/** What was asked of a project or a milestone cannot be. */
export default class ProjectImpossible extends DomainError {
  static code = 'E_PROJECT_IMPOSSIBLE'
  readonly key: string

  constructor(
    fault: ProjectFault,
    override readonly field?: string,
    override readonly values: Record<string, string | number> = {}
  ) {
    super(filledIn(SENTENCES[fault], values))
    this.key = `projects.errors.${fault}`
  }
}
