import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'

const Reconciliations = () => import('#erp/controllers/reconciliations_controller')
const PointLiabilities = () => import('#erp/controllers/point_liabilities_controller')
const Truths = () => import('#reporting/controllers/truths_controller')

router.get('/erp/reconciliation', [Reconciliations, 'index']).use(permit('reconciliation', 'view')).as('reconciliation.index')
router.post('/erp/reconciliation', [Reconciliations, 'store']).use(permit('sync', 'run')).as('reconciliation.store')
router.get('/erp/reconciliation/export/:format', [Reconciliations, 'export']).use(permit('reconciliation', 'view')).as('reconciliation.export')
router.get('/erp/reconciliation/points', [PointLiabilities, 'index']).use(permit('reconciliation', 'view')).as('reconciliation.points.index')
router.get('/erp/reconciliation/points/export/:format', [PointLiabilities, 'export']).use(permit('reconciliation', 'view')).as('reconciliation.points.export')

router.get('/reporting/truth', [Truths, 'index']).use(permit('reconciliation', 'view')).as('truth.index')
router.get('/reporting/truth/contracts/:contract_id/:month', [Truths, 'show']).use(permit('reconciliation', 'view')).where('contract_id', router.matchers.number()).as('truth.show')
router.get('/reporting/truth/export/:format', [Truths, 'export']).use(permit('reconciliation', 'view')).as('truth.export')
