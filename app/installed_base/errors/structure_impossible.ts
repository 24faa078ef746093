import { DomainError } from '#shared/errors/domain_error'

export type StructureFault = 'cycle' | 'deep' | 'closed' | 'other_company' | 'missing' | 'twice' | 'large'

const SENTENCES: Record<StructureFault, string> = {
  cycle: 'An item cannot be built into itself or into one of its own components. Choose another item, or take the component out first',
  deep: 'Items can be built into each other twenty levels deep at most',
  closed: 'Nobody holds the other item any more, so nothing can be built into it. Choose one that a company holds',
  other_company: 'Another company holds the other item; pass one of them on first',
  twice: 'This component is already there in that position',
  large: 'This structure has too many components to follow at once; take parts of it out first',
  missing: 'Choose the item that it is built into',
}

/** What a person wants to build into something does not fit there. */
export default class StructureImpossible extends DomainError {
  static code = 'E_STRUCTURE_IMPOSSIBLE'
  readonly key: string

  constructor(
    fault: StructureFault,
    readonly field = 'parent_item_id'
  ) {
    super(SENTENCES[fault])
    this.key = `installed_base.errors.structure.${fault}`
  }
}
