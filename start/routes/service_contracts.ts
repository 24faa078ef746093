import router from '@adonisjs/core/services/router'
import { CONTRACT_ACTIVITY } from '#service_contracts/records/contract_activity'
import { CONTRACT_MODEL, CONTRACT_MODEL_LINE, CONTRACT_MODEL_PRODUCT } from '#service_contracts/records/contract_model'
import { CONTRACT_ORDER } from '#service_contracts/records/contract_order'
import { CONTRACT_PERSON } from '#service_contracts/records/contract_person'
import { CONTRACT_LINE, SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import { SERVICE_LEVEL } from '#service_contracts/records/service_level'
import { WARRANTED_PRODUCT } from '#service_contracts/records/warranted_product'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const Activations = () => import('#service_contracts/controllers/activations_controller')
const DraftActivations = () => import('#service_contracts/controllers/draft_activations_controller')
const LastSteps = () => import('#service_contracts/controllers/last_steps_controller')
const Changes = () => import('#service_contracts/controllers/changes_controller')
const ChangeRehearsals = () => import('#service_contracts/controllers/change_rehearsals_controller')
const Alerts = () => import('#service_contracts/controllers/alerts_controller')
const AlertSettlements = () => import('#service_contracts/controllers/alert_settlements_controller')
const MyContracts = () => import('#service_contracts/controllers/my_contracts_controller')
const ContractApprovals = () => import('#service_contracts/controllers/contract_approvals_controller')
const OriginContracts = () => import('#service_contracts/controllers/origin_contracts_controller')
const ServiceLevelAgreements = () => import('#service_contracts/controllers/service_level_agreements_controller')
const Signatures = () => import('#service_contracts/controllers/signatures_controller')
const ModelMoves = () => import('#service_contracts/controllers/model_moves_controller')
const ModelVersions = () => import('#service_contracts/controllers/model_versions_controller')

router.get('/service-contracts/mine', [MyContracts, 'index']).use(permit('service_contract', 'view')).as('my_contracts.index')
router.get('/service-contracts/alerts', [Alerts, 'index']).use(permit('service_contract', 'view')).as('contract_alerts.index')

router.get('/service-contracts/births/new', [OriginContracts, 'create']).use(permit('service_contract', 'create')).as('origin_contracts.create')
router.post('/service-contracts/births', [OriginContracts, 'store']).use(permit('service_contract', 'create')).as('origin_contracts.store')

router.get('/service-contracts/activations/new', [DraftActivations, 'create']).use(permit('service_contract', 'edit')).as('draft_activations.create')
router.post('/service-contracts/activations', [DraftActivations, 'store']).use(permit('service_contract', 'edit')).as('draft_activations.store')

const contract = '/service-contracts/contracts/:id'
router.post(`${contract}/last-step`, [LastSteps, 'store']).use(permit('service_contract', 'edit')).as('contract_last_steps.store')
router.post(`${contract}/activation`, [Activations, 'store']).use(permit('service_contract', 'edit'))
router.get(`${contract}/changes/new`, [Changes, 'create']).use(permit('service_contract', 'edit'))
router.get(`${contract}/changes/rehearsal`, [Changes, 'create']).use(permit('service_contract', 'edit')).as('changes.again')
router.post(`${contract}/changes/rehearsal`, [ChangeRehearsals, 'store']).use(permit('service_contract', 'edit'))
router.post(`${contract}/changes`, [Changes, 'store']).use(permit('service_contract', 'edit'))
router.post(`${contract}/alerts/:alert_id/settlement`, [AlertSettlements, 'store']).use(permit('service_contract', 'edit'))
router.post(`${contract}/approval`, [ContractApprovals, 'store']).use(permit('service_contract', 'edit'))
router.delete(`${contract}/approval`, [ContractApprovals, 'destroy']).use(permit('service_contract', 'edit'))
router.post(`${contract}/signature`, [Signatures, 'store']).use(permit('service_contract', 'edit'))
router.get(`${contract}/service-level/new`, [ServiceLevelAgreements, 'create']).use(permit('service_contract', 'edit'))
router.post(`${contract}/service-level`, [ServiceLevelAgreements, 'store']).use(permit('service_contract', 'edit'))

const model = '/service-contracts/models/:id'
router.get(`${model}/versions`, [ModelVersions, 'index']).use(permit('contract_model', 'view'))
router.get(`${model}/moves`, [ModelMoves, 'index']).use(permit('contract_model', 'edit'))
router.post(`${model}/moves`, [ModelMoves, 'store']).use(permit('contract_model', 'edit'))
router.post(`${model}/versions`, [ModelVersions, 'store']).use(permit('contract_model', 'edit'))

for (const type of [CONTRACT_MODEL, CONTRACT_MODEL_LINE, CONTRACT_MODEL_PRODUCT, WARRANTED_PRODUCT, SERVICE_CONTRACT, CONTRACT_LINE]) recordRoutes(type)
for (const type of [CONTRACT_PERSON, CONTRACT_ACTIVITY, CONTRACT_ORDER, SERVICE_LEVEL]) recordRoutes(type)
