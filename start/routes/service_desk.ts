import router from '@adonisjs/core/services/router'
import { SERVICE_REQUEST } from '#service_desk/records/service_request'
import { WORK_LINE } from '#service_desk/records/work_line'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const Approvals = () => import('#service_desk/controllers/work_approvals_controller')
const Moves = () => import('#service_desk/controllers/request_moves_controller')
const Withdrawals = () => import('#service_desk/controllers/work_withdrawals_controller')

const request = '/service-desk/requests/:id'
router.get(`${request}/moves/new`, [Moves, 'create']).use(permit('service_request', 'work')).as('service_desk.moves.create')
router.post(`${request}/moves`, [Moves, 'store']).use(permit('service_request', 'work')).as('service_desk.moves.store')
router.get(`${request}/approval/new`, [Approvals, 'create']).use(permit('service_request', 'approve')).as('service_desk.approvals.create')
router.post(`${request}/approval`, [Approvals, 'store']).use(permit('service_request', 'approve')).as('service_desk.approvals.store')
router.get(`${request}/approval/withdrawal/new`, [Withdrawals, 'create']).use(permit('service_request', 'approve')).as('service_desk.withdrawals.create')
router.post(`${request}/approval/withdrawal`, [Withdrawals, 'store']).use(permit('service_request', 'approve')).as('service_desk.withdrawals.store')

for (const type of [SERVICE_REQUEST, WORK_LINE]) recordRoutes(type)
