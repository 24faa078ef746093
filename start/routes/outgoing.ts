import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'

const PlacedOrders = () => import('#erp/controllers/placed_orders_controller')
const OfferOrders = () => import('#erp/controllers/offer_orders_controller')
const StockIssues = () => import('#erp/controllers/stock_issues_controller')
const StockReversals = () => import('#erp/controllers/stock_reversals_controller')
const DocumentDecisions = () => import('#erp/controllers/document_decisions_controller')

router
  .group(() => {
    router.get('/companies/:company_id/orders/create', [PlacedOrders, 'create']).use(permit('placed_order', 'place'))
    router.post('/companies/:company_id/orders', [PlacedOrders, 'store']).use(permit('placed_order', 'place'))
    router.get('/placed-orders', [PlacedOrders, 'index']).use(permit('placed_order', 'view'))
    router.get('/placed-orders/:id', [PlacedOrders, 'show']).use(permit('placed_order', 'view'))
    router.get('/placed-orders/:id/edit', [PlacedOrders, 'edit']).use(permit('placed_order', 'place'))
    router.put('/placed-orders/:id', [PlacedOrders, 'update']).use(permit('placed_order', 'place'))

    router.get('/offers/:offer_id/order/new', [OfferOrders, 'create']).use(permit('placed_order', 'place'))
    router.post('/offers/:offer_id/order', [OfferOrders, 'store']).use(permit('placed_order', 'place'))

    router.get('/items/:item_id/parts/create', [StockIssues, 'create']).use(permit('stock_issue', 'issue'))
    router.post('/items/:item_id/parts', [StockIssues, 'store']).use(permit('stock_issue', 'issue'))
    router.get('/stock-issues', [StockIssues, 'index']).use(permit('stock_issue', 'view'))
    router.get('/stock-issues/:id', [StockIssues, 'show']).use(permit('stock_issue', 'view'))
    router.get('/stock-issues/:id/edit', [StockIssues, 'edit']).use(permit('stock_issue', 'issue'))
    router.put('/stock-issues/:id', [StockIssues, 'update']).use(permit('stock_issue', 'issue'))
    router.post('/stock-issues/:issue_id/reversal', [StockReversals, 'store']).use(permit('stock_issue', 'issue'))

    for (const [list, resource] of [['placed-orders', 'placed_order'], ['stock-issues', 'stock_issue']]) {
      router.post(`/${list}/:id/look-up`, [DocumentDecisions, 'lookUp']).as(`${list}.look_up`).use(permit(resource, 'decide'))
      router.post(`/${list}/:id/retry`, [DocumentDecisions, 'retry']).as(`${list}.retry`).use(permit(resource, 'decide'))
      router.post(`/${list}/:id/withdrawal`, [DocumentDecisions, 'withdraw']).as(`${list}.withdraw`).use(permit(resource, 'decide'))
      router.post(`/${list}/:id/confirmation`, [DocumentDecisions, 'confirm']).as(`${list}.confirm`).use(permit(resource, 'decide'))
    }
  })
  .prefix('/erp')
  .where('id', router.matchers.number())
  .where('company_id', router.matchers.number())
  .where('item_id', router.matchers.number())
  .where('offer_id', router.matchers.number())
  .where('issue_id', router.matchers.number())
