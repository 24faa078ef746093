import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { SandboxOrderHeader, SandboxOrderLine } from '#erp/actions/write_sandbox_order'
import type { SandboxStockMove } from '#erp/actions/move_sandbox_stock'
import { day, decimal, text, type Typed } from '#erp/connectors/sandbox/api/api_drafts'

/** The header of an order as the interface takes it. */
export function typedOrder(body: Typed, today: CalendarDate): SandboxOrderHeader {
  return {
    reference: text(body.ref).slice(0, 20) || null,
    customerId: text(body.customer),
    currency: text(body.currency),
    orderedOn: day(text(body.date)) ?? today,
    requestedOn: day(text(body.wanted)),
    text: text(body.text),
  }
}

export function typedOrderLine(body: Typed): SandboxOrderLine {
  return { productId: text(body.item), description: text(body.text), quantity: decimal(body.qty), unitPrice: decimal(body.price) }
}

/** A move of stock as the interface takes it; `type` is I for an issue and R for what takes one back. */
export function typedStockMove(body: Typed, today: CalendarDate): SandboxStockMove {
  return {
    reference: text(body.ref).slice(0, 20) || null,
    kind: text(body.type) === 'R' ? 'reversal' : 'issue',
    reversesId: text(body.of) || null,
    movedOn: day(text(body.date)) ?? today,
    customerId: text(body.customer) || null,
    siteId: text(body.site),
    location: text(body.bin).slice(0, 64) || null,
    productId: text(body.item),
    quantity: decimal(body.qty),
    serial: text(body.serial).slice(0, 64) || null,
    text: text(body.text),
  }
}
