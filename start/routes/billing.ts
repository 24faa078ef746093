import router from '@adonisjs/core/services/router'
import { CHARGE } from '#billing/records/charge'
import { INVOICE } from '#billing/records/invoice'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const Runs = () => import('#billing/controllers/runs_controller')
const Exclusions = () => import('#billing/controllers/run_exclusions_controller')
const Approvals = () => import('#billing/controllers/run_approvals_controller')
const Certificates = () => import('#billing/controllers/run_certificates_controller')
const Postings = () => import('#billing/controllers/run_postings_controller')
const HandCreditDecisions = () => import('#billing/controllers/hand_credit_decisions_controller')
const Settings = () => import('#billing/controllers/settings_controller')
const Withdrawals = () => import('#billing/controllers/invoice_withdrawals_controller')

router.get('/billing/runs', [Runs, 'index']).use(permit('billing_run', 'view'))
router.post('/billing/runs', [Runs, 'store']).use(permit('billing_run', 'run'))
router.get('/billing/runs/:id', [Runs, 'show']).use(permit('billing_run', 'view'))
router.get('/billing/runs/:id/charges/:charge_id/exclusion', [Exclusions, 'create']).use(permit('billing_run', 'exclude'))
router.post('/billing/runs/:id/charges/:charge_id/exclusion', [Exclusions, 'store']).use(permit('billing_run', 'exclude'))
router.delete('/billing/runs/:id/charges/:charge_id/exclusion', [Exclusions, 'destroy']).use(permit('billing_run', 'exclude'))
router.post('/billing/runs/:id/approval', [Approvals, 'store']).use(permit('billing_run', 'approve'))
router.get('/billing/runs/:id/certificate', [Certificates, 'show']).use(permit('billing_run', 'view'))
router.post('/billing/runs/:id/posting', [Postings, 'store']).use(permit('billing_run', 'post'))
router.post('/billing/invoices/:id/withdrawal', [Withdrawals, 'store']).use(permit('billing_run', 'exclude'))
router.post('/billing/hand-credits/:credit_id/decision', [HandCreditDecisions, 'store']).use(permit('billing_run', 'exclude'))
router.get('/billing/settings', [Settings, 'edit']).use(permit('billing_run', 'configure')).as('billing.settings.edit')
router.put('/billing/settings', [Settings, 'update']).use(permit('billing_run', 'configure')).as('billing.settings.update')

for (const type of [CHARGE, INVOICE]) recordRoutes(type)
