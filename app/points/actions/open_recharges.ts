import db from '@adonisjs/lucid/services/db'
import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import { within, type Trx } from '#shared/database/transaction'
import OpenLot from '#points/actions/open_lot'

/**
 * Opens the lots of recharges that have come far enough: approved, standing in the ERP, or paid, as each
 * was agreed. Run again it finds nothing.
 */
export default class OpenRecharges {
  /** @returns how many lots it opened */
  async handle(today: CalendarDate): Promise<number> {
    let opened = 0
    for (const { id } of await this.ripe()) opened += await within(undefined, (trx) => this.open(Number(id), today, trx))
    return opened
  }

  private ripe() {
    return db
      .from('point_sales')
      .join('charges', (join) => void join.on('charges.source_id', 'point_sales.id').andOnVal('charges.source_type', 'point_sale'))
      .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
      .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
      .where({ 'point_sales.kind': 'recharge', 'charges.state': 'billed', 'charges.kind': 'recurring' })
      .whereNotNull('point_sales.waiting_key')
      .where((far) => {
        far.where('point_sales.opens', 'approval')
        far.orWhere((posted) => void posted.where({ 'point_sales.opens': 'posting', 'invoices.status': 'posted' }))
        far.orWhere((paid) => void paid.where({ 'point_sales.opens': 'payment', 'invoices.status': 'posted', 'invoices.open_cents': 0 }))
      })
      .distinct('point_sales.id as id')
      .orderBy('id')
  }

  private async open(saleId: number, today: CalendarDate, trx: Trx): Promise<number> {
    const taken = { waiting_key: null, opened_at: sqlInstant(now()) }
    const claimed = affectedRows(await trx.from('point_sales').where('id', saleId).whereNotNull('waiting_key').update(taken))
    if (claimed === 0) return 0

    const sale = await trx.from('point_sales').where('id', saleId).firstOrFail()
    const key = `recharge ${saleId}`
    const lot = {
      key,
      points: Number(sale.points),
      unitValue: sale.unit_price,
      source: 'recharge' as const,
      validFrom: today,
      expiresOn: sale.months === null ? null : addMonthsAnchored(today, Number(sale.months)),
      priority: 0,
      isBonus: false,
    }
    await new OpenLot().handle(Number(sale.point_account_id), lot, null, today, trx)
    const row = await trx.from('point_lots').where({ point_account_id: sale.point_account_id, lot_key: `lot ${key}` }).firstOrFail()
    await trx.from('point_sales').where('id', saleId).update({ point_lot_id: row.id })
    return 1
  }
}
