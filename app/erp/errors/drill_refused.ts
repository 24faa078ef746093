import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  unknown: 'There is no connection of that name or number',
  sandbox: 'The sandbox has a drill of its own: leave --connection out',
  address: 'A drill cuts plain http connections only, and this one has no http address',
  unconfirmed: 'The drill posts documents that stay in this ERP. To go on, add --confirm with the name of the connection',
  customers: 'The ERP has no active customer to post to',
}

/** A drill against a connected ERP cannot be held. */
export default class DrillRefused extends DomainError {
  static code = 'E_DRILL_REFUSED'
  readonly key: string

  constructor(readonly why: keyof typeof SENTENCES) {
    super(SENTENCES[why])
    this.key = `erp.drill.${why}`
  }
}
