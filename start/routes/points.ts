import router from '@adonisjs/core/services/router'
import { DEBIT_RULE } from '#points/records/debit_rule'
import { POINT_ACCOUNT } from '#points/records/point_account'
import { POINT_GRANT } from '#points/records/point_grant'
import { TOKEN_ACCOUNT, TOKEN_RULE, TOKEN_THRESHOLD } from '#points/records/tokens'
import { POINT_OPERATIONS } from '#points/rules/api_operations'
import { offerOperations } from '#shared/api/open_api/operations'
import { permit } from '#start/guards'
import { middleware } from '#start/kernel'
import { recordRoutes } from '#start/record_routes'

const ApiBookings = () => import('#points/controllers/api_bookings_controller')
const Consumptions = () => import('#points/controllers/consumptions_controller')
const Corrections = () => import('#points/controllers/corrections_controller')
const Ledgers = () => import('#points/controllers/ledgers_controller')
const Liabilities = () => import('#points/controllers/liabilities_controller')
const Lots = () => import('#points/controllers/lots_controller')
const Replays = () => import('#points/controllers/replays_controller')
const Reversals = () => import('#points/controllers/reversals_controller')
const Statements = () => import('#points/controllers/statements_controller')
const TokenAdditions = () => import('#points/controllers/token_additions_controller')
const Tryouts = () => import('#points/controllers/tryouts_controller')

const account = '/points/accounts/:id'
router.get(`${account}/ledger`, [Ledgers, 'show']).use(permit('point_ledger', 'view')).as('points.ledgers.show')
router.get(`${account}/statement`, [Statements, 'show']).use(permit('point_ledger', 'view')).as('points.statements.show')
router.get(`${account}/replay`, [Replays, 'show']).use(permit('point_ledger', 'view')).as('points.replays.show')
router.get(`${account}/lots/new`, [Lots, 'create']).use(permit('point_ledger', 'open')).as('points.lots.create')
router.post(`${account}/lots`, [Lots, 'store']).use(permit('point_ledger', 'open')).as('points.lots.store')
router.get(`${account}/corrections/new`, [Corrections, 'create']).use(permit('point_ledger', 'correct')).as('points.corrections.create')
router.post(`${account}/corrections`, [Corrections, 'store']).use(permit('point_ledger', 'correct')).as('points.corrections.store')
router.post(`${account}/consumptions`, [Consumptions, 'store']).use(permit('point_ledger', 'consume')).as('points.consumptions.store')
router.get(`${account}/entries/:no/reversals/new`, [Reversals, 'create']).use(permit('point_ledger', 'reverse')).as('points.reversals.create')
router.post(`${account}/entries/:no/reversals`, [Reversals, 'store']).use(permit('point_ledger', 'reverse')).as('points.reversals.store')
router.get('/points/tryout', [Tryouts, 'show']).use(permit('debit_rule', 'view')).as('points.tryouts.show')
router.get('/points/tokens/additions/new', [TokenAdditions, 'create']).use(permit('point_ledger', 'correct')).as('points.token_additions.create')
router.post('/points/tokens/additions', [TokenAdditions, 'store']).use(permit('point_ledger', 'correct')).as('points.token_additions.store')
router.get('/points/liability', [Liabilities, 'index']).use(permit('point_liability', 'view')).as('points.liabilities.index')
router.get('/points/liability/export/:format', [Liabilities, 'export']).use(permit('point_liability', 'view')).as('points.liabilities.export')

router.post('/api/v1/point-accounts/:id/consumptions', [ApiBookings, 'consume']).use([permit('point_ledger', 'consume'), middleware.api()]).as('api.points.consume')
router.post('/api/v1/point-accounts/:id/reversals', [ApiBookings, 'reverse']).use([permit('point_ledger', 'reverse'), middleware.api()]).as('api.points.reverse')
offerOperations(POINT_OPERATIONS)

for (const type of [POINT_ACCOUNT, POINT_GRANT, DEBIT_RULE, TOKEN_ACCOUNT, TOKEN_RULE, TOKEN_THRESHOLD]) recordRoutes(type)
