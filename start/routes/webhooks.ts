import router from '@adonisjs/core/services/router'
import { open, permit } from '#start/guards'

const Api = () => import('#erp/controllers/api_webhooks_controller')
const Sources = () => import('#erp/controllers/webhook_sources_controller')
const Received = () => import('#erp/controllers/received_webhooks_controller')
const Replays = () => import('#erp/controllers/webhook_replays_controller')
const Endpoints = () => import('#erp/controllers/webhook_endpoints_controller')
const Changes = () => import('#erp/controllers/endpoint_changes_controller')
const Deliveries = () => import('#erp/controllers/webhook_deliveries_controller')

const view = () => permit('webhook', 'view')
const edit = () => permit('webhook', 'edit')
const retry = () => permit('webhook', 'retry')

// the ERP posts here; every body is signed
router.post('/api/webhooks/v1/:address', [Api, 'store']).use(open())

router
  .group(() => {
    router.get('/webhooks', [Sources, 'edit']).use(view()).as('sources.edit')
    router.put('/webhooks', [Sources, 'update']).use(edit()).as('sources.update')
    router.post('/webhook-secrets', [Sources, 'store']).use(edit()).as('sources.store')
    router.delete('/webhook-secrets/:id', [Sources, 'destroy']).use(edit()).as('sources.destroy')
  })
  .prefix('/erp/connections/:connection_id')
  .as('webhook_sources')
  .where('connection_id', router.matchers.number())
  .where('id', router.matchers.number())

router
  .group(() => {
    router.get('/received', [Received, 'index']).use(view()).as('received.index')
    router.get('/received/:id', [Received, 'show']).use(view()).as('received.show')
    router.post('/received/:received_id/replays', [Replays, 'store']).use(retry()).as('replays.store')
    router.post('/replays', [Replays, 'storeAll']).use(retry()).as('replays.store_all')

    router.get('/endpoints', [Endpoints, 'index']).use(view()).as('endpoints.index')
    router.get('/endpoints/create', [Endpoints, 'create']).use(edit()).as('endpoints.create')
    router.post('/endpoints', [Endpoints, 'store']).use(edit()).as('endpoints.store')
    router.get('/endpoints/:id', [Endpoints, 'show']).use(view()).as('endpoints.show')
    router.get('/endpoints/:id/edit', [Endpoints, 'edit']).use(edit()).as('endpoints.edit')
    router.put('/endpoints/:id', [Endpoints, 'update']).use(edit()).as('endpoints.update')

    router.post('/endpoints/:endpoint_id/secrets', [Changes, 'rotate']).use(edit()).as('changes.rotate')
    router.post('/endpoints/:endpoint_id/activation', [Changes, 'activate']).use(edit()).as('changes.activate')
    router.delete('/endpoints/:endpoint_id/activation', [Changes, 'deactivate']).use(edit()).as('changes.deactivate')
    router.post('/endpoints/:endpoint_id/tests', [Changes, 'test']).use(retry()).as('changes.test')
    router.post('/endpoints/:endpoint_id/resendings', [Changes, 'resend']).use(retry()).as('changes.resend')

    router.get('/deliveries/:id', [Deliveries, 'show']).use(view()).as('deliveries.show')
    router.post('/deliveries/:delivery_id/resendings', [Deliveries, 'resend']).use(retry()).as('deliveries.resend')
  })
  .prefix('/erp/webhooks')
  .as('webhooks')
  .where('id', router.matchers.number())
  .where('received_id', router.matchers.number())
  .where('endpoint_id', router.matchers.number())
  .where('delivery_id', router.matchers.number())
