import router from '@adonisjs/core/services/router'
import { CONTRACT_MODEL, CONTRACT_MODEL_PRODUCT } from '#service_contracts/records/contract_model'
import { CONTRACT_LINE, SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import { WARRANTED_PRODUCT } from '#service_contracts/records/warranted_product'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const Activations = () => import('#service_contracts/controllers/activations_controller')
const Changes = () => import('#service_contracts/controllers/changes_controller')
const ChangeRehearsals = () => import('#service_contracts/controllers/change_rehearsals_controller')
const Alerts = () => import('#service_contracts/controllers/alerts_controller')
const AlertSettlements = () => import('#service_contracts/controllers/alert_settlements_controller')

router.get('/service-contracts/alerts', [Alerts, 'index']).use(permit('service_contract', 'view')).as('contract_alerts.index')

const contract = '/service-contracts/contracts/:id'
router.post(`${contract}/activation`, [Activations, 'store']).use(permit('service_contract', 'edit'))
router.get(`${contract}/changes/new`, [Changes, 'create']).use(permit('service_contract', 'edit'))
router.post(`${contract}/changes/rehearsal`, [ChangeRehearsals, 'store']).use(permit('service_contract', 'edit'))
router.post(`${contract}/changes`, [Changes, 'store']).use(permit('service_contract', 'edit'))
router.post(`${contract}/alerts/:alert_id/settlement`, [AlertSettlements, 'store']).use(permit('service_contract', 'edit'))

for (const type of [CONTRACT_MODEL, CONTRACT_MODEL_PRODUCT, WARRANTED_PRODUCT, SERVICE_CONTRACT, CONTRACT_LINE]) recordRoutes(type)
