import type { ErpIntake, ErpStockMove, StockMoveToPost } from '#contracts/erp'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpRefused from '#erp/errors/erp_refused'
import { decimalsNeeded } from '#erp/rules/line_amount'
import { stockDeviation } from '#erp/rules/outgoing_documents'
import type TrytonClient from '#erp/connectors/tryton/tryton_client'
import type { TrytonRow } from '#erp/connectors/tryton/tryton_client'
import { partyFor, productFor } from '#erp/connectors/tryton/tryton_parties'
import type TrytonReader from '#erp/connectors/tryton/tryton_reader'
import { calendarDay, quantityText, toTrytonDate, toTrytonDecimal } from '#erp/connectors/tryton/tryton_values'

const OUT = 'stock.shipment.out'
const BACK = 'stock.shipment.out.return'
const KINDS = [[OUT, 'issue', 'out,'], [BACK, 'reversal', 'return,']] as const
const NEXT = { draft: 'wait', waiting: 'assign_try', assigned: 'pick', picked: 'pack', packed: 'done' } as const

/**
 * Parts that leave for work at a customer, as customer shipments without a sale, and customer
 * returns that take them back; neither is ever invoiced by Tryton.
 */
export default class TrytonStockMoves implements ErpIntake<StockMoveToPost, ErpStockMove> {
  constructor(
    private client: TrytonClient,
    private reader: TrytonReader
  ) {}

  async find(reference: string): Promise<ErpStockMove[]> {
    const found: ErpStockMove[] = []
    for (const [model, kind, prefix] of KINDS) {
      const rows = await this.reader.search(model, [['reference', '=', reference], ['state', '!=', 'cancelled']], ['number', 'state', 'reference', 'warehouse', 'effective_date'])
      for (const row of rows) found.push(await this.understood(row, model, kind, prefix))
    }
    return found
  }

  async post(move: StockMoveToPost, draft: ErpStockMove | null): Promise<ErpStockMove> {
    if (draft && stockDeviation(move, draft)) throw new ErpRefused('draft_differs', `Tryton holds another shipment under ${move.reference}: cancel it there or correct it`)
    const lot = await this.lotOf(move)
    const id = draft ? Number(draft.id.split(',')[1]) : await this.create(move, lot)
    if (move.kind === 'issue') await this.ship(id, lot, move)
    else for (const step of ['receive', 'done']) await this.client.write(`model.${BACK}.${step}`, [[id]])
    const [posted] = await this.find(move.reference)
    if (posted?.state !== 'done') throw new ErpGibberish(`Tryton left the shipment of ${move.reference} unfinished`)

    return posted
  }

  private async create({ customerId, ...move }: StockMoveToPost, lot: number | null): Promise<number> {
    if (customerId === null) throw new ErpRefused('customer_unknown', 'Tryton ships to a customer: none is named')
    const [[warehouse], [outside], party, product, { company }] = await Promise.all([
      this.reader.search('stock.location', [['id', '=', Number(move.siteId) || 0], ['type', '=', 'warehouse']], ['output_location', 'input_location']),
      this.reader.search('stock.location', [['type', '=', 'customer']], [], [['id', 'ASC']], 1),
      partyFor(this.reader, customerId),
      productFor(this.reader, move.productId),
      this.client.context(),
    ])
    if (!warehouse || !outside) throw new ErpRefused('site_unknown', `Tryton has no warehouse ${move.siteId}`)
    if (!product.isGoods) throw new ErpRefused('product_unknown', 'Tryton keeps no stock of this product')
    if (decimalsNeeded(move.quantity) > product.unit.digits) throw new ErpRefused('other', `Tryton keeps ${product.unit.digits} decimals of this unit`)
    const currency = await this.client.read<TrytonRow[]>('model.company.company.read', [[company], ['currency']])
    const isOut = move.kind === 'issue'
    const places = isOut ? { from_location: warehouse.output_location, to_location: outside.id } : { from_location: outside.id, to_location: warehouse.input_location }
    const goods = { ...places, company, product: product.id, uom: product.unit.id, quantity: Number(move.quantity), unit_price: toTrytonDecimal('0'), currency: currency[0].currency }
    const shipment = {
      ...{ company, customer: party.id, delivery_address: party.deliveryAddress, warehouse: warehouse.id, reference: move.reference },
      effective_date: move.movedOn ? toTrytonDate(move.movedOn) : null,
      [isOut ? 'outgoing_moves' : 'incoming_moves']: [['create', [isOut ? goods : { ...goods, lot }]]],
    }
    const [id] = await this.client.write<number[]>(`model.${isOut ? OUT : BACK}.create`, [[shipment]])
    return id
  }

  /** Tryton assigns what it has; when that is not enough the shipment is cancelled again. */
  private async ship(id: number, lot: number | null, { quantity }: StockMoveToPost): Promise<void> {
    for (;;) {
      const [{ state, inventory_moves: moves }] = await this.client.read<TrytonRow[]>(`model.${OUT}.read`, [[id], ['state', 'inventory_moves']])
      const step = NEXT[state as keyof typeof NEXT]
      if (!step) return
      if (step === 'assign_try' && lot) await this.client.write('model.stock.move.write', [moves, { lot }])
      const answer = await this.client.write(`model.${OUT}.${step}`, [[id]])
      if (step !== 'assign_try' || answer !== false) continue
      await this.client.write(`model.${OUT}.cancel`, [[id]])
      throw new ErpRefused('stock_short', `Tryton has not ${quantity} of this product free in the warehouse`)
    }
  }

  private async lotOf({ serial, productId }: StockMoveToPost): Promise<number | null> {
    if (serial === null) return null
    const [lot] = await this.reader.search('stock.lot', [['number', '=', serial], ['product', '=', Number(productId) || 0]], [])
    if (!lot) throw new ErpRefused('serial_unknown', `Tryton has no lot ${serial} of this product`)
    return lot.id
  }

  private async understood(row: TrytonRow, model: string, kind: ErpStockMove['kind'], prefix: string): Promise<ErpStockMove> {
    const side = kind === 'issue' ? 'to_location.type' : 'from_location.type'
    const domain = [['shipment', '=', `${model},${row.id}`], [side, '=', 'customer']]
    const moves = await this.reader.search('stock.move', domain, ['product', 'quantity', 'lot.number'], [['id', 'ASC']])
    const [first] = moves
    if (!first) throw new ErpGibberish(`Shipment ${row.number} of Tryton moves nothing`)

    return {
      id: prefix + row.id,
      number: String(row.number ?? `#${row.id}`),
      reference: String(row.reference),
      kind,
      state: row.state === 'done' ? 'done' : 'draft',
      movedOn: calendarDay(row.effective_date),
      siteId: String(row.warehouse),
      productId: String(first.product),
      quantity: quantityText(moves.reduce((sum, { quantity }) => sum + Number(quantity), 0)),
      serial: ((first['lot.'] as TrytonRow | null)?.number as string | undefined) ?? null,
    }
  }
}
