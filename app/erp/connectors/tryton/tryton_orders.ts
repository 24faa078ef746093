import type { ErpIntake, ErpOrder, OrderLineToPlace, OrderToPlace } from '#contracts/erp'
import ErpRefused from '#erp/errors/erp_refused'
import { orderDeviation } from '#erp/rules/outgoing_documents'
import { decimalsNeeded } from '#erp/rules/line_amount'
import type TrytonClient from '#erp/connectors/tryton/tryton_client'
import { TRYTON_SOURCES } from '#erp/connectors/tryton/tryton_entities'
import { partyFor, productFor } from '#erp/connectors/tryton/tryton_parties'
import type TrytonReader from '#erp/connectors/tryton/tryton_reader'
import { toTrytonDate, toTrytonDecimal } from '#erp/connectors/tryton/tryton_values'

const [SALES] = TRYTON_SOURCES.order
const UNIT_PRICE_DECIMALS = 4

/** Sales that come from here: created, quoted and confirmed, so that Tryton begins to deliver. */
export default class TrytonOrders implements ErpIntake<OrderToPlace, ErpOrder> {
  constructor(
    private client: TrytonClient,
    private reader: TrytonReader
  ) {}

  find(reference: string): Promise<ErpOrder[]> {
    return this.reader.where<'order'>(SALES, [['reference', '=', reference], ['state', '!=', 'cancelled']])
  }

  /** A draft that says the same goes on where it stopped; another one is left for a person. */
  async post(order: OrderToPlace, draft: ErpOrder | null): Promise<ErpOrder> {
    if (draft && orderDeviation(order, draft)) {
      throw new ErpRefused('draft_differs', `Tryton holds another draft under ${order.reference}: delete it there or correct it`)
    }
    const id = draft ? Number(draft.id) : await this.create(order)
    try {
      for (const step of ['quote', 'confirm']) await this.client.write(`model.sale.sale.${step}`, [[id]])
    } catch (error) {
      if (error instanceof ErpRefused) await this.discard(id)
      throw error
    }
    const [placed] = await this.reader.where<'order'>(SALES, [['id', '=', id]])
    return placed
  }

  private async create(order: OrderToPlace): Promise<number> {
    const party = await partyFor(this.reader, order.customerId)
    const [currency] = await this.reader.search('currency.currency', [['code', '=', order.currency]], [])
    if (!currency) throw new ErpRefused('currency_unknown', `Tryton has no currency ${order.currency}`)
    const lines = await Promise.all(order.lines.map((line, index) => this.line(line, index + 1)))
    const { company } = await this.client.context()
    const sale = {
      ...{ company, party: party.id, invoice_address: party.invoiceAddress, shipment_address: party.deliveryAddress, payment_term: party.paymentTerm },
      ...{ currency: currency.id, reference: order.reference, description: order.text.split('\n')[0].slice(0, 200) },
      sale_date: order.orderedOn ? toTrytonDate(order.orderedOn) : null,
      shipping_date: order.requestedOn ? toTrytonDate(order.requestedOn) : null,
      lines: [['create', lines]],
    }
    const [id] = await this.client.write<number[]>('model.sale.sale.create', [[sale]])
    return id
  }

  private async line({ productId, description, quantity, unitPrice }: OrderLineToPlace, sequence: number) {
    const { id: product, unit, taxes } = await productFor(this.reader, productId)
    if (decimalsNeeded(unitPrice) > UNIT_PRICE_DECIMALS) throw new ErpRefused('other', `Tryton keeps ${UNIT_PRICE_DECIMALS} decimals of a price: ${unitPrice} does not fit`)
    if (decimalsNeeded(quantity) > unit.digits) throw new ErpRefused('other', `Tryton keeps ${unit.digits} decimals of this unit: ${quantity} does not fit`)

    return { type: 'line', sequence, product, unit: unit.id, quantity: Number(quantity), unit_price: toTrytonDecimal(unitPrice), description, taxes: [['add', taxes]] }
  }

  /** What was refused shall not stay behind as work in progress; Tryton deletes drafts and cancelled sales only. */
  private async discard(id: number): Promise<void> {
    for (const step of ['draft', 'cancel', 'delete']) await this.client.write(`model.sale.sale.${step}`, [[id]]).catch(() => null)
  }
}
