import { DomainError } from '#shared/errors/domain_error'

export type Impossibility = 'item' | 'quantity' | 'other_holder' | 'delivery' | 'future' | 'later' | 'reason' | 'loan_end' | 'not_by_hand' | 'whole' | 'consignment'

const SENTENCES: Record<Impossibility, string> = {
  item: 'Nobody held this item on that day',
  quantity: 'On that day there was less of this item than you state',
  other_holder: 'Another company held this item on that day',
  delivery: 'This item had not been delivered on that day',
  future: 'What has not happened yet cannot be recorded',
  later: 'Something that was recorded for a later day would become impossible',
  loan_end: 'A loan cannot end before it begins',
  not_by_hand: 'Only what a person recorded can be taken back; the ERP takes its documents back itself',
  whole: 'Say how much becomes an item of its own; something of the item must be left',
  consignment: 'On that day there was less of it on consignment',
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
    this.field = why === 'quantity' || why === 'whole' ? 'quantity' : why === 'reason' ? 'note' : why === 'loan_end' ? 'expected_back_on' : 'happened_on'
  }
}
