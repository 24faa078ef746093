import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  changed: 'The ERP no longer holds what this page shows: look it up again',
  keeper_differs: 'The invoice to keep is not the one we sent: confirm it by hand after comparing both',
  drafts: 'One of the extra ones is a draft: delete it in the ERP, then look it up again',
}

/** The extra invoices that the ERP holds cannot be credited from here. */
export default class TwinsNotCreditable extends DomainError {
  static code = 'E_TWINS_NOT_CREDITABLE'
  readonly key: string

  constructor(why: keyof typeof SENTENCES) {
    super(SENTENCES[why])
    this.key = `posting.errors.${why}`
  }
}
