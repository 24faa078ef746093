import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import StructureImpossible from '#installed_base/errors/structure_impossible'
import { DEEPEST_STRUCTURE, rowsOf } from '#installed_base/queries/structure'

/**
 * Refuses a component that contains the product it would be a part of, and one that is there already.
 *
 * @throws {StructureImpossible}
 */
export async function checkComponent(values: Values, before: Row | null, trx: Trx): Promise<void> {
  if ('position' in values) values.position = String(values.position ?? '').trim()
  const productId = Number(values.product_id ?? before?.product_id)
  const componentId = Number(values.component_id ?? before?.component_id)
  const below = await productsBelow(componentId, trx)
  const position = String(values.position ?? before?.position ?? '')
  const same = await trx.from('product_components').where({ product_id: productId, component_id: componentId, position }).whereNot('id', before?.id ?? 0).first()
  if (same) throw new StructureImpossible('twice', 'component_id')
  if (componentId === productId || below.includes(productId)) throw new StructureImpossible('cycle', 'component_id')
}

async function productsBelow(productId: number, trx: Trx): Promise<number[]> {
  const rows = rowsOf(
    await trx.rawQuery(
      `with recursive below (id, depth) as (
         select component_id, 1 from product_components where product_id = ?
         union
         select part.component_id, below.depth + 1
         from below join product_components part on part.product_id = below.id where below.depth < ?
       ) select distinct id from below`,
      [productId, DEEPEST_STRUCTURE]
    )
  )
  return rows.map(({ id }) => Number(id))
}
