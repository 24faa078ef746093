import router from '@adonisjs/core/services/router'
import { COVERAGE_DECISION } from '#service_contracts/records/coverage_decision'
import { COVERAGE_LIMIT, COVERAGE_RULE, COVERAGE_SET } from '#service_contracts/records/coverage_set'
import { HOURS_CALENDAR } from '#service_contracts/records/hours_calendar'
import { PRODUCT_FAMILY, PRODUCT_FAMILY_PRODUCT } from '#service_contracts/records/product_family'
import { SKILL } from '#service_contracts/records/skill'
import { COVERAGE_OPERATIONS } from '#service_contracts/rules/coverage/api_operations'
import { offerOperations } from '#shared/api/open_api/operations'
import { permit } from '#start/guards'
import { middleware } from '#start/kernel'
import { recordRoutes } from '#start/record_routes'

const Checks = () => import('#service_contracts/controllers/coverage_checks_controller')
const Decisions = () => import('#service_contracts/controllers/coverage_decisions_controller')
const Evaluations = () => import('#service_contracts/controllers/coverage_evaluations_controller')
const Histories = () => import('#service_contracts/controllers/coverage_histories_controller')
const Publications = () => import('#service_contracts/controllers/coverage_publications_controller')
const Receipts = () => import('#service_contracts/controllers/coverage_receipts_controller')
const Settings = () => import('#service_contracts/controllers/coverage_settings_controller')
const Settlements = () => import('#service_contracts/controllers/coverage_settlements_controller')
const TakeOvers = () => import('#service_contracts/controllers/coverage_take_overs_controller')

router.get('/service-contracts/coverage/check', [Checks, 'show']).use(permit('coverage_decision', 'view')).as('coverage.check')
router.get('/service-contracts/coverage/items/:item_id/history', [Histories, 'show']).use(permit('coverage_decision', 'view'))

const decisions = '/service-contracts/coverage/decisions'
router.post(decisions, [Decisions, 'store']).use(permit('coverage_decision', 'reserve'))
router.get(`${decisions}/:id/receipt`, [Receipts, 'show']).use(permit('coverage_decision', 'view'))
router.post(`${decisions}/:id/settlement`, [Settlements, 'store']).use(permit('coverage_decision', 'settle'))
router.delete(`${decisions}/:id/settlement`, [Settlements, 'destroy']).use(permit('coverage_decision', 'settle'))

router.get('/service-contracts/coverage-sets/:id/publication', [Publications, 'create']).use(permit('coverage_set', 'edit'))
router.post('/service-contracts/coverage-sets/:id/publication', [Publications, 'store']).use(permit('coverage_set', 'edit'))
router.get('/service-contracts/contracts/:id/coverage/new', [TakeOvers, 'create']).use(permit('service_contract', 'edit'))
router.post('/service-contracts/contracts/:id/coverage', [TakeOvers, 'store']).use(permit('service_contract', 'edit'))
router.get('/service-contracts/coverage/settings', [Settings, 'edit']).use(permit('coverage_set', 'edit'))
router.put('/service-contracts/coverage/settings', [Settings, 'update']).use(permit('coverage_set', 'edit'))

router.post('/api/v1/coverage/evaluate', [Evaluations, 'store']).use([permit('coverage_decision', 'view'), middleware.api()]).as('api.coverage.evaluate')
router.get('/api/v1/coverage/decisions/:id', [Evaluations, 'show']).use([permit('coverage_decision', 'view'), middleware.api()]).as('api.coverage.decision')
offerOperations(COVERAGE_OPERATIONS)

for (const type of [SKILL, HOURS_CALENDAR, PRODUCT_FAMILY, PRODUCT_FAMILY_PRODUCT, COVERAGE_SET, COVERAGE_RULE, COVERAGE_LIMIT, COVERAGE_DECISION]) recordRoutes(type)
