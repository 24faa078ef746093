import { DomainError } from '#shared/errors/domain_error'

/** A document that is locked, such as a signed one, is neither removed nor followed by another version. */
export default class AttachmentLocked extends DomainError {
  static code = 'E_ATTACHMENT_LOCKED'
  readonly key = 'attachments.locked_refusal'
  readonly field = 'title'

  constructor(title: string) {
    super(`"${title}" is locked; keep the new file under another title`)
    this.values = { title }
  }

  readonly values: Record<string, string>
}
