import { onMirrored } from '#erp/followers'
import FollowCustomers from '#crm/actions/follow_customers'
import FollowErpInvoices from '#billing/actions/follow_erp_invoices'
import FollowHandCredits from '#billing/actions/follow_hand_credits'
import FollowDeliveries from '#installed_base/actions/follow_deliveries'
import FollowLoanInvoices from '#installed_base/actions/follow_loan_invoices'
import { referToItems } from '#installed_base/references'
import FollowOrders from '#service_contracts/actions/follow_orders'
import { itemsOnContracts } from '#service_contracts/queries/items_on_contracts'
import { itemsOnRequests } from '#service_desk/queries/items_on_requests'
import FollowTokens from '#points/actions/follow_tokens'
import IndexMirror from '#mirror/actions/index_mirror'

/** What happens here when records of the ERP arrive, in this order and in the transaction that mirrors them. */
const index = new IndexMirror()
for (const [entity, type] of Object.entries({ product: 'product', order: 'order', delivery: 'delivery', invoice: 'erp_invoice', payment: 'erp_payment', price_list: 'price_list', tax_code: 'tax_code', payment_term: 'payment_term', site: 'erp_site', company: 'erp_company', currency: 'currency' })) {
  onMirrored(entity as 'product', 'index', (rows, trx) => index.handle(type, rows, trx))
}

onMirrored('customer', 'companies', (rows, trx) => new FollowCustomers().handle(rows, trx))
onMirrored('order', 'contracts', (rows, trx, connectionId) => new FollowOrders().handle(rows, connectionId, trx))
onMirrored('invoice', 'our invoices', (rows, trx) => new FollowErpInvoices().handle(rows, trx))
onMirrored('invoice', 'credits made there', (rows, trx) => new FollowHandCredits().handle(rows, trx))
onMirrored('order', 'tokens', (rows, trx) => new FollowTokens().handle('order', rows.map(({ id }) => id), trx))
onMirrored('invoice', 'tokens', (rows, trx) => new FollowTokens().handle('erp_invoice', rows.map(({ id }) => id), trx))
onMirrored('delivery', 'tokens', (rows, trx) => new FollowTokens().handle('delivery', rows.map(({ id }) => id), trx))
onMirrored('delivery', 'installed items', (rows, trx) => new FollowDeliveries().handle(rows.map(({ id }) => id), trx))
onMirrored('invoice', 'items on loan', (rows, trx) => new FollowLoanInvoices().ofInvoices(rows.map(({ id }) => id), trx))

referToItems('contract_lines', itemsOnContracts)
referToItems('service_requests', itemsOnRequests)
