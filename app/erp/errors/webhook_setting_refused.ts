import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  secret: 'A secret is base64 of 16 bytes or more, with or without whsec_ before it',
  too_many_secrets: 'Remove a secret that is no longer used first',
  name_taken: 'Another endpoint has this name',
  url_syntax: 'This is not a web address',
  url_credentials: 'An address must carry no user and no password; the signature says who we are',
  url_scheme: 'The address must begin with https://',
  url_host: 'This host is not on the public internet; the installation can allow it with WEBHOOK_ALLOWED_HOSTS',
  own_url: 'The sandbox tells this installation alone: take the address from the webhook page of a connection',
}

/** What was typed about webhooks cannot be kept. */
export default class WebhookSettingRefused extends DomainError {
  static code = 'E_WEBHOOK_SETTING_REFUSED'
  readonly key: string
  override readonly field: string

  constructor(why: keyof typeof SENTENCES, field: string) {
    super(SENTENCES[why])
    this.key = `webhooks.errors.${why}`
    this.field = field
  }
}
