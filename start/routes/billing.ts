import router from '@adonisjs/core/services/router'
import { CHARGE } from '#billing/records/charge'
import { CREDIT_REQUEST } from '#billing/records/credit_request'
import { INVOICE } from '#billing/records/invoice'
import { MANUAL_CHARGE } from '#billing/records/manual_charge'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const Runs = () => import('#billing/controllers/runs_controller')
const Exclusions = () => import('#billing/controllers/run_exclusions_controller')
const Approvals = () => import('#billing/controllers/run_approvals_controller')
const Certificates = () => import('#billing/controllers/run_certificates_controller')
const Postings = () => import('#billing/controllers/run_postings_controller')
const HandCreditDecisions = () => import('#billing/controllers/hand_credit_decisions_controller')
const Settings = () => import('#billing/controllers/settings_controller')
const Discards = () => import('#billing/controllers/run_discards_controller')
const Holds = () => import('#billing/controllers/run_holds_controller')
const Rehearsals = () => import('#billing/controllers/run_rehearsals_controller')
const Splits = () => import('#billing/controllers/invoice_splits_controller')
const Withdrawals = () => import('#billing/controllers/invoice_withdrawals_controller')

router.get('/billing/runs', [Runs, 'index']).use(permit('billing_run', 'view'))
router.post('/billing/runs', [Runs, 'store']).use(permit('billing_run', 'run'))
router.get('/billing/runs/:id', [Runs, 'show']).use(permit('billing_run', 'view'))
router.get('/billing/runs/:id/charges/:charge_id/exclusion', [Exclusions, 'create']).use(permit('billing_run', 'exclude'))
router.post('/billing/runs/:id/charges/:charge_id/exclusion', [Exclusions, 'store']).use(permit('billing_run', 'exclude'))
router.delete('/billing/runs/:id/charges/:charge_id/exclusion', [Exclusions, 'destroy']).use(permit('billing_run', 'exclude'))
router.get('/billing/runs/:id/difference', [Rehearsals, 'show']).use(permit('billing_run', 'view'))
router.post('/billing/rehearsals', [Rehearsals, 'store']).use(permit('billing_run', 'run'))
router.post('/billing/runs/:id/discard', [Discards, 'store']).use(permit('billing_run', 'run'))
router.get('/billing/holds', [Holds, 'index']).use(permit('billing_run', 'view')).as('billing.holds.index')
router.delete('/billing/holds/:hold_id', [Holds, 'destroy']).use(permit('billing_run', 'exclude')).as('billing.holds.destroy')
for (const part of ['charges/:charge_id', 'invoices/:invoice_id']) {
  const name = `billing.${part.split('/')[0]}.hold`
  router.get(`/billing/runs/:id/${part}/hold`, [Holds, 'create']).use(permit('billing_run', 'exclude')).as(`${name}.create`)
  router.post(`/billing/runs/:id/${part}/hold`, [Holds, 'store']).use(permit('billing_run', 'exclude')).as(`${name}.store`)
}
router.get('/billing/runs/:id/invoices/:invoice_id/split', [Splits, 'create']).use(permit('billing_run', 'exclude'))
router.post('/billing/runs/:id/invoices/:invoice_id/split', [Splits, 'store']).use(permit('billing_run', 'exclude'))
router.delete('/billing/runs/:id/invoices/:invoice_id/split', [Splits, 'destroy']).use(permit('billing_run', 'exclude'))
router.post('/billing/runs/:id/approval', [Approvals, 'store']).use(permit('billing_run', 'approve'))
router.get('/billing/runs/:id/certificate', [Certificates, 'show']).use(permit('billing_run', 'view'))
router.post('/billing/runs/:id/posting', [Postings, 'store']).use(permit('billing_run', 'post'))
router.post('/billing/invoices/:id/withdrawal', [Withdrawals, 'store']).use(permit('billing_run', 'exclude'))
router.post('/billing/hand-credits/:credit_id/decision', [HandCreditDecisions, 'store']).use(permit('billing_run', 'exclude'))
router.get('/billing/settings', [Settings, 'edit']).use(permit('billing_run', 'configure')).as('billing.settings.edit')
router.put('/billing/settings', [Settings, 'update']).use(permit('billing_run', 'configure')).as('billing.settings.update')

const Credits = () => import('#billing/controllers/credits_controller')
const CreditWithdrawals = () => import('#billing/controllers/credit_withdrawals_controller')
const ManualChargeWithdrawals = () => import('#billing/controllers/manual_charge_withdrawals_controller')

router.get('/billing/invoices/:id/credits/new', [Credits, 'create']).use(permit('credit', 'ask'))
router.post('/billing/invoices/:id/credits', [Credits, 'store']).use(permit('credit', 'ask'))
router.post('/billing/credit-requests/:id/withdrawal', [CreditWithdrawals, 'store']).use(permit('credit', 'ask')).as('billing.credit_withdrawals.store')
router.post('/billing/manual-charges/:id/withdrawal', [ManualChargeWithdrawals, 'store']).use(permit('manual_charge', 'edit')).as('billing.manual_charge_withdrawals.store')

for (const type of [CHARGE, INVOICE, MANUAL_CHARGE, CREDIT_REQUEST]) recordRoutes(type)
