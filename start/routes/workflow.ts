import router from '@adonisjs/core/services/router'
import { permit, signedIn } from '#start/guards'
import { recordRoutes } from '#start/record_routes'
import { APPROVAL_FLOW } from '#workflow/records/approval_flow'

const Approvals = () => import('#workflow/controllers/approvals_controller')
const StepDecisions = () => import('#workflow/controllers/step_decisions_controller')
const FlowSteps = () => import('#workflow/controllers/flow_steps_controller')

// who may see and decide an approval is said by its steps, not by a permission
router.get('/approvals', [Approvals, 'index']).use(signedIn()).as('approvals.index')
router.get('/approvals/:id', [Approvals, 'show']).use(signedIn()).as('approvals.show')
router.post('/approvals/:id/steps/:step_id/decision', [StepDecisions, 'store']).use(signedIn())

router.post('/workflow/approval-flows/:id/steps', [FlowSteps, 'store']).use(permit('approval_flow', 'edit'))
router.delete('/workflow/approval-flows/:id/steps/:step_id', [FlowSteps, 'destroy']).use(permit('approval_flow', 'edit'))

recordRoutes(APPROVAL_FLOW)
