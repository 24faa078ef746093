import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'

const CompanyCreations = () => import('#erp/controllers/company_creations_controller')
const CompanyReadings = () => import('#erp/controllers/company_readings_controller')
const CustomerPostings = () => import('#erp/controllers/customer_postings_controller')
const Decisions = () => import('#erp/controllers/customer_posting_decisions_controller')
const Conflicts = () => import('#erp/controllers/conflicts_controller')
const Adoptions = () => import('#erp/controllers/adoptions_controller')
const Ownerships = () => import('#erp/controllers/ownerships_controller')
const Aliases = () => import('#erp/controllers/aliases_controller')
const Archives = () => import('#erp/controllers/archives_controller')
const PayloadReplays = () => import('#erp/controllers/payload_replays_controller')

router
  .group(() => {
    router.post('/companies/:company_id/creations', [CompanyCreations, 'store']).use(permit('customer_posting', 'send'))
    router.post('/companies/:company_id/readings', [CompanyReadings, 'store']).use(permit('sync', 'run'))

    router.get('/customer-postings', [CustomerPostings, 'index']).use(permit('customer_posting', 'view'))
    router.get('/customer-postings/:id', [CustomerPostings, 'show']).use(permit('customer_posting', 'view'))
    router.post('/customer-postings/:id/look-up', [Decisions, 'lookUp']).use(permit('customer_posting', 'decide'))
    router.post('/customer-postings/:id/retry', [Decisions, 'retry']).use(permit('customer_posting', 'decide'))
    router.post('/customer-postings/:id/withdrawal', [Decisions, 'withdraw']).use(permit('customer_posting', 'decide'))
    router.post('/customer-postings/:id/confirmation', [Decisions, 'confirm']).use(permit('customer_posting', 'decide'))

    router.get('/conflicts', [Conflicts, 'index']).use(permit('field_conflict', 'view'))
    router.put('/companies/:company_id/conflicts', [Conflicts, 'update']).use(permit('field_conflict', 'decide'))

    router.get('/adoptions', [Adoptions, 'index']).use(permit('adoption', 'view'))
    router.post('/adoptions/:id/confirmation', [Adoptions, 'confirm']).use(permit('adoption', 'decide'))
    router.post('/adoptions/:id/undoing', [Adoptions, 'undo']).use(permit('adoption', 'decide'))
    router.post('/adoptions/:id/rejection', [Adoptions, 'reject']).use(permit('adoption', 'decide'))

    router.get('/connections/:connection_id/ownership', [Ownerships, 'edit']).use(permit('erp_connection', 'edit'))
    router.put('/connections/:connection_id/ownership', [Ownerships, 'update']).use(permit('erp_connection', 'edit'))
    router.get('/connections/:connection_id/aliases', [Aliases, 'index']).use(permit('external_alias', 'view'))
    router.post('/connections/:connection_id/aliases', [Aliases, 'store']).use(permit('external_alias', 'edit'))
    router.get('/connections/:connection_id/archive', [Archives, 'edit']).use(permit('payload_archive', 'view'))
    router.put('/connections/:connection_id/archive', [Archives, 'update']).use(permit('payload_archive', 'edit'))
    router.post('/connections/:connection_id/archive/replays', [PayloadReplays, 'store']).use(permit('payload_archive', 'replay'))
    router.get('/replays/:id', [PayloadReplays, 'show']).use(permit('payload_archive', 'view'))
  })
  .prefix('/erp')
  .where('id', router.matchers.number())
  .where('connection_id', router.matchers.number())
  .where('company_id', router.matchers.number())
