import { DomainError } from '#shared/errors/domain_error'
import { filledIn } from '#shared/errors/filled_in'

const SENTENCES = {
  quantity: 'A quantity is more than zero',
  unit_price: 'A price is not below zero',
  price_missing: 'Enter the price of one, zero if it is given away',
  price_unknown: 'We know no price of this product in {currency}; enter one',
  product: 'Say which product was used',
  description: 'Say what was done',
  too_large: 'This amount is too large',
  serial: 'We know no {product} with the serial number {serial}',
  serial_one: 'A serial number stands for one piece',
  serial_part: 'Only a part has a serial number',
  future: 'Work is reported on a day that has come',
  hour: 'Write the time as 07:45',
  other_request: 'A line stays with its request; make a new one there',
  closed: 'The request is closed; open it again first',
  approved: 'The work was approved; take the approval back before it changes',
  approved_already: '{by} has approved this work already',
  no_lines: 'There is no work to approve; report it first',
  not_approved: 'The work has not been approved',
  changed: 'Something has changed since you looked; look again at what is covered',
  reason: 'Say why, so that others understand it later',
} as const

export type WorkFault = keyof typeof SENTENCES

/** What was asked of the work on a request cannot be. */
export default class WorkImpossible extends DomainError {
  static code = 'E_WORK_IMPOSSIBLE'
  readonly key: string

  constructor(
    fault: WorkFault,
    override readonly field?: string,
    override readonly values: Record<string, string | number> = {}
  ) {
    super(filledIn(SENTENCES[fault], values))
    this.key = `service_desk.work_errors.${fault}`
  }
}
