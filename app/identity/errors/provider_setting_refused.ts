import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  issuer: 'This must be an https address without a query, as the provider gives it',
  issuer_taken: 'Another provider has this issuer',
  targets: 'Each line must be a path of this house, such as /launch or /crm',
  role: 'People who are added cannot become administrators',
}

/** What was typed about an identity provider cannot be kept. */
export default class ProviderSettingRefused extends DomainError {
  static code = 'E_PROVIDER_SETTING_REFUSED'
  readonly key: string
  override readonly field: string

  constructor(why: keyof typeof SENTENCES, field: string) {
    super(SENTENCES[why])
    this.key = `provider.errors.${why}`
    this.field = field
  }
}
