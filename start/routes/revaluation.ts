import router from '@adonisjs/core/services/router'
import { INDEX_VALUE, PRICE_INDEX } from '#service_contracts/records/price_index'
import { REVALUATION_POLICY, REVALUATION_TERM } from '#service_contracts/records/revaluation_policy'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const Revaluations = () => import('#service_contracts/controllers/revaluations_controller')
const RevaluationApprovals = () => import('#service_contracts/controllers/revaluation_approvals_controller')
const RevaluationExclusions = () => import('#service_contracts/controllers/revaluation_exclusions_controller')
const RevaluationReversals = () => import('#service_contracts/controllers/revaluation_reversals_controller')

const runs = '/service-contracts/revaluations'
const proposal = `${runs}/:id/proposals/:proposal_id`
router.get(runs, [Revaluations, 'index']).use(permit('revaluation', 'view'))
router.post(runs, [Revaluations, 'store']).use(permit('revaluation', 'run'))
router.get(`${runs}/:id`, [Revaluations, 'show']).use(permit('revaluation', 'view'))
router.put(`${runs}/:id`, [Revaluations, 'update']).use(permit('revaluation', 'run'))
router.delete(`${runs}/:id`, [Revaluations, 'destroy']).use(permit('revaluation', 'run'))
router.post(`${runs}/:id/approval`, [RevaluationApprovals, 'store']).use(permit('revaluation', 'approve'))
router.get(`${proposal}/exclusion`, [RevaluationExclusions, 'create']).use(permit('revaluation', 'decide'))
router.post(`${proposal}/exclusion`, [RevaluationExclusions, 'store']).use(permit('revaluation', 'decide'))
router.delete(`${proposal}/exclusion`, [RevaluationExclusions, 'destroy']).use(permit('revaluation', 'decide'))
router.get(`${proposal}/reversal`, [RevaluationReversals, 'create']).use(permit('revaluation', 'approve'))
router.post(`${proposal}/reversal`, [RevaluationReversals, 'store']).use(permit('revaluation', 'approve'))

for (const type of [PRICE_INDEX, INDEX_VALUE, REVALUATION_POLICY, REVALUATION_TERM]) recordRoutes(type)
