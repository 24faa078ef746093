import { DomainError } from '#shared/errors/domain_error'

export type Impossibility = 'item' | 'quantity' | 'other_holder' | 'delivery' | 'future' | 'later' | 'reason' | 'loan_end' | 'not_by_hand' | 'whole' | 'consignment'

const SENTENCES: Record<Impossibility, string> = {
  item: 'Nobody held this item on that day. Its page shows who held it when; choose one of those days',
  quantity: 'On that day there was less of this item than you state. State less, or choose another day',
  other_holder: 'Another company held this item on that day. Its page shows who held it when; choose another day',
  delivery: 'This item had not been delivered on that day. Choose the day of its delivery or a later one',
  future: 'What has not happened yet cannot be recorded. Choose today or an earlier day',
  later: 'Something that was recorded for a later day would become impossible. Take that back first, or choose another day',
  loan_end: 'A loan cannot end before it begins. Choose a later last day',
  not_by_hand: 'Only what a person recorded can be taken back; the ERP takes its documents back itself',
  whole: 'Say how much becomes an item of its own; something of the item must be left',
  consignment: 'On that day there was less of it on consignment. State less, or choose another day',
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
