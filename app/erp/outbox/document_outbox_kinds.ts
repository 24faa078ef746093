import { registerOutboxKind } from '#shared/outbox/kinds'
import KeepPlacedOrder from '#erp/actions/keep_placed_order'
import KeepStockIssue from '#erp/actions/keep_stock_issue'
import { deliverDocument, documentLane, lookUpDocument, ORDER, STOCK_MOVE } from '#erp/outbox/document_delivery'

const shared = { settleSeconds: 120, attemptSeconds: 300, lane: documentLane, deliver: deliverDocument, lookUp: lookUpDocument }

registerOutboxKind(ORDER, { ...shared, onDone: (message, trx) => new KeepPlacedOrder().handle(message, trx) })

registerOutboxKind(STOCK_MOVE, { ...shared, onDone: (message, trx) => new KeepStockIssue().handle(message, trx) })
