import router from '@adonisjs/core/services/router'
import { MONTH } from '#reporting/validators/unbilled'
import { permit } from '#start/guards'

const Unbilled = () => import('#reporting/controllers/unbilled_controller')
const Computations = () => import('#reporting/controllers/statement_computations_controller')
const Months = () => import('#reporting/controllers/closed_months_controller')

router.get('/reporting/unbilled', [Unbilled, 'index']).use(permit('month_close', 'view')).as('unbilled.index')
router.get('/reporting/unbilled/items', [Unbilled, 'show']).use(permit('month_close', 'view')).as('unbilled.show')
router.get('/reporting/unbilled/export/:format', [Unbilled, 'export']).use(permit('month_close', 'view')).as('unbilled.export')
router.post('/reporting/unbilled', [Computations, 'store']).use(permit('month_close', 'view')).as('unbilled.compute')
router.post('/billing/months/:month', [Computations, 'update']).where('month', MONTH).use(permit('month_close', 'view')).as('months.compute')
router.get('/billing/months', [Months, 'index']).use(permit('month_close', 'view')).as('months.index')
router.post('/billing/months', [Months, 'store']).use(permit('month_close', 'close')).as('months.store')
router.get('/billing/months/:month', [Months, 'show']).where('month', MONTH).use(permit('month_close', 'view')).as('months.show')
router.delete('/billing/months/:month', [Months, 'destroy']).use(permit('month_close', 'reopen')).as('months.destroy')
