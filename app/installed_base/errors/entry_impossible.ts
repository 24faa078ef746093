import { DomainError } from '#shared/errors/domain_error'

export type Impossibility = 'item' | 'quantity' | 'other_holder' | 'delivery' | 'future' | 'later' | 'reason'

const SENTENCES: Record<Impossibility, string> = {
  item: 'Nobody held this item on that day',
  quantity: 'On that day there was less of this item than you state',
  other_holder: 'Another company held this item on that day',
  delivery: 'This item had not been delivered on that day',
  future: 'What has not happened yet cannot be recorded',
  later: 'Something that was recorded for a later day would become impossible',
  reason: 'Say why, so that others understand it later',
}

/** What a person wants to record cannot have happened to the item on that day. */
export default class EntryImpossible extends DomainError {
  static code = 'E_ENTRY_IMPOSSIBLE'
  readonly key: string
  readonly field: string

  constructor(why: Impossibility) {
    super(SENTENCES[why])
    this.key = `installed_base.errors.impossible.${why}`
    this.field = why === 'quantity' ? 'quantity' : why === 'reason' ? 'note' : 'happened_on'
  }
}
