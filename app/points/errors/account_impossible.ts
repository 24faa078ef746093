import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  currency: 'This is not the code of a currency; write it like EUR',
  points: 'Points are a number such as 12.5, not below zero and with two decimals at most',
  price: 'A price is a number such as 1234.50',
  limit: 'An overdraft needs its limit',
  remainder: 'Invoicing the remainder needs the price of a point',
  recharge: 'A recharge needs its threshold, its points and their price',
  closed: 'The account is closed',
  owing: 'An account that holds or owes points cannot be closed',
  value: 'A complementary rule may have a product and a step; a contractual rule has neither',
  step: 'A step is above zero',
  tokens: 'This must be a number above zero with two decimals at most',
  grace: 'Days of grace are 1 to 3660',
  months: 'Points last 1 to 1200 months',
  booked: 'Something was booked in this currency already',
  days: 'The last day must come after the first',
} as const

export type AccountRefusal = keyof typeof SENTENCES

/** What was asked of a points account or a debit rule is not possible. */
export default class AccountImpossible extends DomainError {
  static code = 'E_ACCOUNT_IMPOSSIBLE'
  readonly key: string

  constructor(
    readonly field: string | undefined,
    sentence: AccountRefusal
  ) {
    super(SENTENCES[sentence])
    this.key = `points.errors.${sentence}`
  }
}
