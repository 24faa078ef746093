import { yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import type { ProductRow, StockMoveRow } from '#erp/connectors/sandbox/sandbox_rows'
import ErpRefused from '#erp/errors/erp_refused'
import { serialsWithCustomers } from '#erp/queries/sandbox_serials'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

export interface SandboxStockMove {
  reference: string | null
  kind: 'issue' | 'reversal'
  reversesId: string | null
  movedOn: CalendarDate
  customerId: string | null
  siteId: string
  location: string | null
  productId: string
  quantity: string
  serial: string | null
  text: string
}

/** Takes goods out of the sandbox's stock for work at a customer, or puts them back. */
export default class MoveSandboxStock {
  /** @throws {ErpRefused} what a storekeeper would refuse */
  async handle(move: SandboxStockMove, today: CalendarDate, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      if (move.movedOn > today) throw new ErpRefused('date_in_future', `${move.movedOn} is later than today`)
      const site = await client.from('sandbox_sites').where({ id: Number(move.siteId) || 0, is_active: true, has_stock: true }).first()
      if (!site) throw new ErpRefused('site_unknown', `There is no site ${move.siteId} with stock`)
      const product: ProductRow | null = await client.from('sandbox_products').where({ id: Number(move.productId) || 0 }).first()
      const place = { product_id: product?.id ?? 0, site_id: site.id }
      const level = await client.from('sandbox_stock').where(place).forUpdate().first()
      if (!product || !level) throw new ErpRefused('product_unknown', `Product ${product?.number ?? move.productId} is not kept in stock at ${site.name}`)
      const customer = move.customerId === null ? null : await client.from('sandbox_customers').where('id', Number(move.customerId) || 0).first()
      if (move.customerId !== null && !customer) throw new ErpRefused('customer_unknown', `There is no customer ${move.customerId}`)

      const reversesId = move.kind === 'reversal' ? await this.reversed(client, move) : null
      if (move.kind === 'issue') await this.admitIssue(client, move, product, Number(level.quantity))
      const sign = move.kind === 'issue' ? -1 : 1
      const quantity = client.raw('quantity + ?', [sign * Math.round(Number(move.quantity))])
      await client.from('sandbox_stock').where(place).update({ quantity, modified_at: sqlInstant(now()) })
      const [id] = await client.table('sandbox_stock_moves').insert({
        ...{ ...place, number: await nextNumber(client, `S${yearOf(move.movedOn)}-`), kind: move.kind, reference: move.reference, reverses_id: reversesId },
        ...{ customer_id: customer?.id ?? null, location: move.location, quantity: move.quantity, serial: move.serial, moved_on: move.movedOn },
        ...{ text: move.text.slice(0, 255), modified_at: sqlInstant(now()) },
      })
      await tellOfSandboxChange('stock_level', Number(level.id), client)

      return Number(id)
    })
  }

  private async admitIssue(trx: Trx, { quantity, serial }: SandboxStockMove, product: ProductRow, there: number): Promise<void> {
    if (Number(quantity) > there) throw new ErpRefused('stock_short', `There are only ${there} of ${product.number}`)
    if (!product.is_serialised) return
    if (!serial || Number(quantity) !== 1) throw new ErpRefused('serial_unknown', `${product.number} is issued piece by piece, each with its serial number`)
    const [last]: StockMoveRow[] = await trx.from('sandbox_stock_moves').where({ product_id: product.id, serial }).orderBy('id', 'desc').limit(1)
    const isOut = last?.kind === 'issue' || (await serialsWithCustomers(trx, product.id)).has(serial)
    if (isOut) throw new ErpRefused('serial_unknown', `${serial} is not in stock: it is with a customer`)
  }

  private async reversed(trx: Trx, { reversesId, productId, quantity, serial }: SandboxStockMove): Promise<number> {
    const issue: StockMoveRow | null = await trx.from('sandbox_stock_moves').where({ id: Number(reversesId) || 0, kind: 'issue' }).forUpdate().first()
    if (!issue) throw new ErpRefused('not_reversible', `There is no issue ${reversesId}`)
    const isAlike = String(issue.product_id) === productId && Number(issue.quantity) === Number(quantity) && (issue.serial ?? null) === serial
    if (!isAlike) throw new ErpRefused('not_reversible', `${issue.number} is taken back whole or not at all`)
    const before = await trx.from('sandbox_stock_moves').where('reverses_id', issue.id).first()
    if (before) throw new ErpRefused('not_reversible', `${issue.number} was taken back already`)
    return issue.id
  }
}
