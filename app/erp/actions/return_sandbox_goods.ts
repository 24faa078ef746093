import { yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import { moveStock } from '#erp/connectors/sandbox/sandbox_stock'
import type { DeliveryLineRow, DeliveryRow } from '#erp/connectors/sandbox/sandbox_rows'
import SandboxRefused from '#erp/errors/sandbox_refused'
import { serialsWithCustomers } from '#erp/queries/sandbox_serials'
import { areWhole, OUTGOING_KINDS, type MovingGoods } from '#erp/rules/sandbox_goods'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

export interface SandboxReturnInput {
  /** A return unless told otherwise; a notice of consumption moves no stock. */
  kind?: 'return' | 'consumption'
  returnedOn: CalendarDate
  lines: ({ deliveryLineId: number } & MovingGoods)[]
}

/** Takes goods of a delivery of the sandbox ERP back, or reports goods on consignment as used. */
export default class ReturnSandboxGoods {
  async handle(deliveryId: number, input: SandboxReturnInput, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const delivery: DeliveryRow = await client
        .from('sandbox_deliveries')
        .where('id', deliveryId)
        .forUpdate()
        .firstOrFail()
      const { kind = 'return' } = input
      if (kind === 'consumption' && delivery.kind !== 'consignment') throw new SandboxRefused('not_consumable')
      if (!isOut(delivery)) throw new SandboxRefused('not_returnable')
      const delivered: DeliveryLineRow[] = await client.from('sandbox_delivery_lines').where('delivery_id', deliveryId)
      const coming = input.lines.filter(({ quantity }) => quantity > 0)
      if (coming.length === 0) throw new SandboxRefused('nothing_to_move')
      for (const line of coming) await this.admit(client, line, delivered)

      const [id] = await client.table('sandbox_deliveries').insert({
        number: await nextNumber(client, `${kind === 'return' ? 'D' : 'C'}${yearOf(input.returnedOn)}-`),
        kind,
        customer_id: delivery.customer_id,
        order_id: delivery.order_id,
        delivered_on: input.returnedOn,
        is_cancelled: false,
        place: delivery.place,
        modified_at: sqlInstant(now()),
      })
      const rows = coming.map((line, index) => {
        const origin = delivered.find((one) => one.id === line.deliveryLineId)!
        return {
          delivery_id: id,
          position: index + 1,
          product_id: origin.product_id,
          order_line_id: origin.order_line_id,
          quantity: String(line.quantity),
          serials: JSON.stringify(line.serials),
          lots: line.lots?.length ? JSON.stringify(line.lots) : null,
        }
      })
      await insertMany(client, 'sandbox_delivery_lines', rows)
      if (kind === 'return') await moveStock(client, rows, 1)

      await tellOfSandboxChange('delivery', Number(id), client)
      return Number(id)
    })
  }

  private async admit(
    trx: Trx,
    line: SandboxReturnInput['lines'][number],
    delivered: DeliveryLineRow[]
  ): Promise<void> {
    const origin = delivered.find(({ id }) => id === line.deliveryLineId)
    if (!origin || line.quantity > Number(origin.quantity))
      throw new SandboxRefused('too_many', `serials_${line.deliveryLineId}`)
    if (line.lots?.length && !areWhole(line.lots, line.quantity)) throw new SandboxRefused('lots', `lots_${line.deliveryLineId}`)
    const own = JSON.parse(origin.serials) as string[]
    if (own.length === 0) return

    const out = await serialsWithCustomers(trx, origin.product_id)
    const areAll =
      line.serials.length === line.quantity && line.serials.every((serial) => own.includes(serial) && out.has(serial))
    if (!areAll) throw new SandboxRefused('serials', `serials_${line.deliveryLineId}`)
  }
}

function isOut({ kind, is_cancelled: isCancelled }: DeliveryRow): boolean {
  return (OUTGOING_KINDS as readonly string[]).includes(kind) && !isCancelled
}
