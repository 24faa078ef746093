import { DomainError } from '#shared/errors/domain_error'
import type { AnswerFault } from '#crm/rules/ordering_party_answers'

type Fault = AnswerFault | 'taken'

const SENTENCES: Record<Fault, string> = {
  required: 'is needed of every ordering party',
  email: 'is no e-mail address',
  number: 'is no number',
  date: 'is no date',
  long: 'is too long',
  taken: 'already orders for this company',
}

/** What was written of an ordering party cannot stand. */
export default class OrderingPartyRefused extends DomainError {
  static code = 'E_ORDERING_PARTY_REFUSED'
  readonly key: string
  readonly values: { what: string }

  constructor(
    fault: Fault,
    readonly field: string,
    what: string
  ) {
    super(`${what}: ${SENTENCES[fault]}`)
    this.key = `crm.errors.ordering_party.${fault}`
    this.values = { what }
  }
}
