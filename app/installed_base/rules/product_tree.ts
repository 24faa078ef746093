/** A product as a part of another. */
export interface ProductPartRow {
  id: number
  productId: number
  componentId: number
}

/** A part in the order in which a tree is read, with how deep it lies. */
export type TreeLine<T extends ProductPartRow> = T & { depth: number }

/**
 * The tree below a product as lines, each part followed by its own. A part that would contain itself is not followed.
 *
 * @param limit lines at most
 */
export function treeLines<T extends ProductPartRow>(root: number, rows: readonly T[], limit: number): TreeLine<T>[] {
  const below = Map.groupBy(rows, ({ productId }) => productId)
  const lines: TreeLine<T>[] = []
  const follow = (product: number, above: readonly number[]) => {
    for (const row of below.get(product) ?? []) {
      if (lines.length >= limit) return
      lines.push({ ...row, depth: above.length })
      if (!above.includes(row.componentId) && row.componentId !== product) follow(row.componentId, [...above, product])
    }
  }
  follow(root, [])
  return lines
}
