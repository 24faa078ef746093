import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import StructureImpossible from '#installed_base/errors/structure_impossible'
import { componentsBelow, DEEPEST_STRUCTURE } from '#installed_base/queries/structure'

const MOST_COMPONENTS = 100_000

/**
 * Says whether an item can be built into another, and gives that other one back. Everything the other is built
 * into stays locked, so that two people cannot close a circle together.
 *
 * @throws {StructureImpossible} for a circle, too deep a structure, or another holder
 */
export default class CheckAttachment {
  async handle(item: Row | null, companyId: number, parentId: number, trx: Trx): Promise<Row> {
    const parent = await trx.from('installed_items').where('id', parentId).forUpdate().first()
    if (!parent) throw new StructureImpossible('missing')
    const above = await this.pathOf(parent, item?.id ?? 0, trx)
    if (!parent.is_open) throw new StructureImpossible('closed')
    if (Number(parent.company_id) !== companyId) throw new StructureImpossible('other_company')

    const below = item ? await componentsBelow(item.id, trx, MOST_COMPONENTS) : []
    const height = 1 + (below.at(-1)?.depth ?? 0)
    if (above + height > DEEPEST_STRUCTURE) throw new StructureImpossible('deep')
    return parent
  }

  /** How many items stand one above the other up to the outermost. */
  private async pathOf(parent: Row, itemId: number, trx: Trx): Promise<number> {
    let levels = 1
    for (let one: Row = parent; ; levels += 1) {
      if (Number(one.id) === Number(itemId)) throw new StructureImpossible('cycle')
      if (!one.parent_item_id || levels > DEEPEST_STRUCTURE) return levels
      one = await trx.from('installed_items').where('id', Number(one.parent_item_id)).forUpdate().firstOrFail()
    }
  }
}
