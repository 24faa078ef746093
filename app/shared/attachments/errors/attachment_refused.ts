import { DomainError } from '#shared/errors/domain_error'
import { ACCEPTED_ENDINGS, LARGEST_FILE } from '#shared/attachments/rules/accepted_file'

const SENTENCES = {
  empty: 'The file is empty',
  too_large: `The file is larger than ${LARGEST_FILE / 1_000_000} MB`,
  not_accepted: `Such a file is not kept here; accepted are ${ACCEPTED_ENDINGS.join(', ')}`,
}

/** A file cannot be kept. */
export default class AttachmentRefused extends DomainError {
  static code = 'E_ATTACHMENT_REFUSED'
  readonly key: string
  readonly field = 'file'
  readonly values = { most: LARGEST_FILE / 1_000_000, accepted: ACCEPTED_ENDINGS.join(', ') }

  constructor(reason: keyof typeof SENTENCES) {
    super(SENTENCES[reason])
    this.key = `attachments.refused.${reason}`
  }
}
