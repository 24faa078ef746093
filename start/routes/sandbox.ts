import router from '@adonisjs/core/services/router'
import { open, permit } from '#start/guards'

const Customers = () => import('#erp/controllers/sandbox_customers_controller')
const Products = () => import('#erp/controllers/sandbox_products_controller')
const Orders = () => import('#erp/controllers/sandbox_orders_controller')
const OrderStates = () => import('#erp/controllers/sandbox_order_states_controller')
const Deliveries = () => import('#erp/controllers/sandbox_deliveries_controller')
const Returns = () => import('#erp/controllers/sandbox_returns_controller')
const Invoices = () => import('#erp/controllers/sandbox_invoices_controller')
const Payments = () => import('#erp/controllers/sandbox_payments_controller')
const SandboxCredits = () => import('#erp/controllers/sandbox_credits_controller')
const Masters = () => import('#erp/controllers/sandbox_masters_controller')
const Faults = () => import('#erp/controllers/sandbox_faults_controller')
const Webhooks = () => import('#erp/controllers/sandbox_webhooks_controller')
const Keys = () => import('#erp/controllers/sandbox_keys_controller')
const ApiSessions = () => import('#erp/controllers/sandbox_api_sessions_controller')
const ApiRecords = () => import('#erp/controllers/sandbox_api_records_controller')
const Soap = () => import('#erp/controllers/sandbox_soap_controller')
const ApiCustomers = () => import('#erp/controllers/sandbox_api_customers_controller')
const ApiOrders = () => import('#erp/controllers/sandbox_api_orders_controller')
const ApiStockMoves = () => import('#erp/controllers/sandbox_api_stock_moves_controller')
const ApiInvoices = () => import('#erp/controllers/sandbox_api_invoices_controller')

const view = () => permit('sandbox', 'view')
const edit = () => permit('sandbox', 'edit')

router
  .group(() => {
    router.on('/').redirectToPath('/sandbox/orders').use(view())

    router.get('/customers', [Customers, 'index']).use(view())
    router.get('/customers/create', [Customers, 'create']).use(edit())
    router.post('/customers', [Customers, 'store']).use(edit())
    router.get('/customers/:id', [Customers, 'show']).use(view())
    router.put('/customers/:id', [Customers, 'update']).use(edit())

    router.get('/products', [Products, 'index']).use(view())
    router.get('/products/create', [Products, 'create']).use(edit())
    router.post('/products', [Products, 'store']).use(edit())
    router.get('/products/:id', [Products, 'show']).use(view())
    router.put('/products/:id', [Products, 'update']).use(edit())

    router.get('/orders', [Orders, 'index']).use(view())
    router.get('/orders/create', [Orders, 'create']).use(edit())
    router.post('/orders', [Orders, 'store']).use(edit())
    router.get('/orders/:id', [Orders, 'show']).use(view())
    router.post('/orders/:order_id/confirmation', [OrderStates, 'store']).use(edit())
    router.delete('/orders/:order_id/confirmation', [OrderStates, 'destroy']).use(edit())
    router.post('/orders/:order_id/deliveries', [Deliveries, 'store']).use(edit())

    router.get('/deliveries', [Deliveries, 'index']).use(view())
    router.get('/deliveries/:id', [Deliveries, 'show']).use(view())
    router.post('/deliveries/:delivery_id/returns', [Returns, 'store']).use(edit())

    router.get('/invoices', [Invoices, 'index']).use(view())
    router.get('/invoices/:id', [Invoices, 'show']).use(view())
    router.post('/invoices/:invoice_id/payment', [Payments, 'store']).use(edit())
    router.post('/invoices/:invoice_id/credit', [SandboxCredits, 'store']).use(edit())
    router.delete('/payments/:id', [Payments, 'destroy']).use(edit())

    router.get('/masters', [Masters, 'index']).use(view())
    router.put('/masters/:kind/:id', [Masters, 'update']).use(edit())

    router.get('/faults', [Faults, 'index']).use(view())
    router.post('/faults', [Faults, 'store']).use(edit())
    router.delete('/faults/:id', [Faults, 'destroy']).use(edit())
    router.post('/keys', [Keys, 'store']).use(edit())

    router.get('/webhooks', [Webhooks, 'index']).use(view())
    router.post('/webhooks', [Webhooks, 'store']).use(edit())
    router.post('/webhooks/connections/:connection_id', [Webhooks, 'link']).use(permit('webhook', 'edit'))
    router.delete('/webhooks/:id', [Webhooks, 'destroy']).use(edit())
  })
  .prefix('/sandbox')
  .where('id', router.matchers.number())
  .where('connection_id', router.matchers.number())
  .where('order_id', router.matchers.number())
  .where('delivery_id', router.matchers.number())
  .where('invoice_id', router.matchers.number())

router.get('/api/sandbox/soap', [Soap, 'show']).use(open())
router.post('/api/sandbox/soap', [Soap, 'store']).use(open())

// For programs: each call but the first names the session that its key opened.
router
  .group(() => {
    router.post('/sessions', [ApiSessions, 'store']).use(open())
    router.get('/company', [ApiRecords, 'company']).use(open())
    router.post('/customers', [ApiCustomers, 'store']).use(open())
    router.put('/customers/:id', [ApiCustomers, 'update']).use(open())
    router.post('/invoices', [ApiInvoices, 'store']).use(open())
    router.post('/invoices/:invoice_id/lines', [ApiInvoices, 'addLine']).use(open())
    router.post('/invoices/:invoice_id/validation', [ApiInvoices, 'validate']).use(open())
    router.delete('/invoices/:id', [ApiInvoices, 'destroy']).use(open())
    router.post('/orders', [ApiOrders, 'store']).use(open())
    router.post('/orders/:order_id/lines', [ApiOrders, 'addLine']).use(open())
    router.post('/orders/:order_id/confirmation', [ApiOrders, 'confirm']).use(open())
    router.delete('/orders/:id', [ApiOrders, 'destroy']).use(open())
    router.post('/stock_moves', [ApiStockMoves, 'store']).use(open())
    router.get('/:name', [ApiRecords, 'index']).use(open())
    router.get('/:name/:id', [ApiRecords, 'show']).use(open())
  })
  .prefix('/api/sandbox/v1')
