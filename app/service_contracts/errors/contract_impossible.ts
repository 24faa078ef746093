import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  currency: 'This is not the code of a currency; write it like EUR',
  ends_before_start: 'The end must come after the start',
  billed: 'Something was billed under this value already; record a change with the day from which it holds',
  outside: 'The day lies outside the contract',
  suspension: 'On that day it is suspended already, or has nothing to resume',
  price: 'A price is a number such as 1234.50',
  no_lines: 'A contract without lines cannot be activated; add a line first',
  not_draft_to_delete: 'Only a draft that nobody signed can be taken away',
  own_not_draft: 'The contract is no longer a draft; its lines are corrected by billing',
  not_draft: 'Only a draft can be activated',
  currency_not_in_erp: 'The ERP does not invoice in this currency',
  payment_term: 'The ERP of this company has no such payment term in use',
  site: 'The ERP of this company has no such site that invoices',
  tax_code: 'The ERP of this company has no such tax code in use',
  not_warranty: 'Registered items get a contract of kind warranty; choose such a model',
  product_or_family: 'Name a product or a family, not both',
  signed: 'The contract is signed: its terms change by a dated change only',
  signed_ahead: 'A contract is not signed on a day to come',
  person_twice: 'This person has this role in the contract already',
  one_person: 'Name either somebody of the house or a contact of the customer',
  other_company: 'This contact belongs to a company that has no part in the contract',
  done_before_start: 'It cannot be done before it begins',
  progress: 'Progress is a number from 0 to 100',
  days_reversed: 'The last day must come after the first',
  days_overlap: 'Another order number holds on some of these days already',
  line_of_other: 'This line belongs to another contract',
  nothing_changes: 'Say the new price, the new quantity, or both',
  anchor_day: 'The day of the month is 1 to 31',
  too_large: 'Quantity times price is more than can be billed',
  not_comparable: 'Days and months cannot be compared: let the price stay as it is and change it besides',
  opening_booked: 'The points taken over were booked already; correct them in the points account',
  opening_kind: 'Only a points contract holds points',
  opening_negative: 'A contract holds no less than none: points cannot be negative',
  opening_decimals: 'Points have two decimals at most',
  same_convention: 'Nothing differs from how it is billed on that day already',
  convention_waits: 'A change agreed before begins after this day only; choose a later day',
  fee: 'A fee is more than nothing',
  bill_to: 'Say which company the bills go to',
  whole_contract: 'What moves the end of a contract holds for all of its lines: leave the line empty',
  no_end: 'The contract has no end that could move',
  notice_stands: 'Notice was given: the end stays on its day',
  pct_or_price: 'Say a percentage or a price, not both',
  nothing_revalued: 'Say a percentage or the new price',
  billed_until: 'The day lies outside the contract',
  billed_until_needed: 'A contract that runs already says until when it was billed, so that nothing is billed twice',
  needs_steps: 'By its model this contract is approved or signed first; only an import takes it over as running',
  once_only: 'Whether it ran already is said when the contract comes; afterwards activate it',
  closed: 'The contract is closed and is no longer changed; open it again first',
  not_running: 'Only a contract that runs can be changed',
} as const

export type ContractRefusal = keyof typeof SENTENCES

/** What was asked of a contract or of one of its lines is not possible. */
export default class ContractImpossible extends DomainError {
  static code = 'E_CONTRACT_IMPOSSIBLE'
  readonly key: string

  constructor(
    readonly field: string | undefined,
    refusal: ContractRefusal
  ) {
    super(SENTENCES[refusal])
    this.key = `service_contracts.errors.${refusal}`
  }
}
