import type { ErpPage, ErpPageRequest, ErpStockLevel } from '#contracts/erp'
import type TrytonClient from '#erp/connectors/tryton/tryton_client'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'
import { quantityText, toTrytonDateTime } from '#erp/connectors/tryton/tryton_values'

type Domain = unknown[]

const GOODS = ['template.type', '=', 'goods']
const EVERY = ['active', 'in', [true, false]]
const BY_ID = [['id', 'ASC']]

/**
 * Stock as Tryton computes it for a product and a warehouse: there are no rows of stock, so a reading walks the
 * products, and a reading of changes walks the moves since and reads what they moved. Keys are `product.warehouse`.
 */
export default class TrytonStock {
  constructor(private client: TrytonClient) {}

  async page({ since, after, limit }: ErpPageRequest): Promise<ErpPage<ErpStockLevel>> {
    const warehouses = await this.warehouses()
    if (warehouses.length === 0) return { records: [], unreadable: [], next: null }
    const rows = Math.max(1, Math.floor(limit / warehouses.length))
    const { ids, next } = since === null ? await this.products(after, rows) : await this.moved(since, after, limit)

    return { records: await this.levels(ids, warehouses), unreadable: [], next }
  }

  async keys(after: string | null, limit: number): Promise<{ keys: string[]; next: string | null }> {
    const warehouses = await this.warehouses()
    if (warehouses.length === 0) return { keys: [], next: null }
    const { ids, next } = await this.products(after, Math.max(1, Math.floor(limit / warehouses.length)))

    return { keys: ids.flatMap((id) => warehouses.map((warehouse) => `${id}.${warehouse}`)), next }
  }

  async one(key: string): Promise<ErpStockLevel | null> {
    const [, product, warehouse] = /^(\d{1,12})\.(\d{1,12})$/.exec(key) ?? []
    if (!product || !(await this.warehouses()).includes(Number(warehouse))) return null
    const ids = await this.search('product.product', [GOODS, EVERY, ['id', '=', Number(product)]], 1)

    return (await this.levels(ids, [Number(warehouse)]))[0] ?? null
  }

  private warehouses(): Promise<number[]> {
    return this.search('stock.location', [['type', '=', 'warehouse'], EVERY], null)
  }

  private async products(after: string | null, limit: number) {
    const ids = await this.search('product.product', [GOODS, EVERY, ['id', '>', Number(after ?? 0)]], limit)
    return { ids, next: ids.length === limit ? String(ids.at(-1)) : null }
  }

  /** Goods that moved since an instant, by the moves that say so. */
  private async moved(since: string, after: string | null, limit: number) {
    const at = toTrytonDateTime(since)
    const stamped = ['OR', ['create_date', '>=', at], ['write_date', '>=', at]]
    const domain = [['state', '=', 'done'], ['product.template.type', '=', 'goods'], stamped, ['id', '>', Number(after ?? 0)]]
    const moves = await this.client.read<TrytonRow[]>('model.stock.move.search_read', [domain, 0, limit, BY_ID, ['product']])
    const ids = [...new Set(moves.map(({ product }) => Number(product)))]

    return { ids, next: moves.length === limit ? String(moves.at(-1)!.id) : null }
  }

  private async levels(ids: number[], warehouses: number[]): Promise<ErpStockLevel[]> {
    const levels: ErpStockLevel[] = []
    if (ids.length === 0) return levels
    for (const warehouse of warehouses) {
      const within = { locations: [warehouse], with_childs: true }
      const rows = await this.client.read<TrytonRow[]>('model.product.product.read', [ids, ['quantity']], within)
      levels.push(...rows.map(({ id, quantity }) => levelOf(id, warehouse, quantity)))
    }

    return levels
  }

  private search(model: string, domain: Domain, limit: number | null): Promise<number[]> {
    return this.client.read<number[]>(`model.${model}.search`, [domain, 0, limit, BY_ID])
  }
}

const levelOf = (product: number, warehouse: number, quantity: unknown): ErpStockLevel => ({
  id: `${product}.${warehouse}`,
  productId: String(product),
  siteId: String(warehouse),
  quantity: quantityText(quantity ?? 0),
  available: null,
  asOf: null,
})
