import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'

const RunSheets = () => import('#billing/controllers/run_sheets_controller')
const Previews = () => import('#billing/controllers/invoice_previews_controller')
const ProFormas = () => import('#service_contracts/controllers/pro_formas_controller')
const Statements = () => import('#billing/controllers/statements_controller')
const Receivables = () => import('#billing/controllers/receivables_controller')
const Reminders = () => import('#billing/controllers/reminders_controller')
const ReminderLevels = () => import('#billing/controllers/reminder_levels_controller')
const ReminderExclusions = () => import('#billing/controllers/reminder_exclusions_controller')

router.get('/billing/runs/export/:format', [RunSheets, 'index']).use(permit('billing_run', 'view')).as('billing.run_sheets.index')
router.get('/billing/runs/:id/export/:format', [RunSheets, 'show']).use(permit('billing_run', 'view')).as('billing.run_sheets.show')
router.get('/billing/invoices/:id/preview', [Previews, 'show']).use(permit('invoice', 'view')).as('billing.previews.show')

const proForma = '/service-contracts/contracts/:id/pro-forma'
router.get(proForma, [ProFormas, 'show']).use(permit('service_contract', 'view')).as('pro_formas.show')
router.get(`${proForma}/pdf`, [ProFormas, 'print']).use(permit('service_contract', 'view')).as('pro_formas.print')

const statement = '/billing/companies/:id/statement'
router.get(statement, [Statements, 'show']).use(permit('receivable', 'view')).as('billing.statements.show')
router.get(`${statement}/pdf`, [Statements, 'print']).use(permit('receivable', 'view')).as('billing.statements.print')
router.get(`${statement}/export/:format`, [Statements, 'export']).use(permit('receivable', 'view')).as('billing.statements.export')

router.get('/billing/receivables', [Receivables, 'index']).use(permit('receivable', 'view')).as('billing.receivables.index')
router.get('/billing/receivables/export/:format', [Receivables, 'export']).use(permit('receivable', 'view')).as('billing.receivables.export')
router.get('/billing/receivables/:id', [Receivables, 'show']).use(permit('receivable', 'view')).as('billing.receivables.show')

router.get('/billing/reminders', [Reminders, 'index']).use(permit('reminder', 'view')).as('billing.reminders.index')
router.post('/billing/reminders', [Reminders, 'store']).use(permit('reminder', 'send')).as('billing.reminders.store')
router.get('/billing/reminders/levels', [ReminderLevels, 'edit']).use(permit('reminder', 'configure')).as('billing.reminder_levels.edit')
router.put('/billing/reminders/levels', [ReminderLevels, 'update']).use(permit('reminder', 'configure')).as('billing.reminder_levels.update')
router.get('/billing/reminders/exclusions/:invoice_id', [ReminderExclusions, 'create']).use(permit('reminder', 'exclude')).as('billing.reminder_exclusions.create')
router.post('/billing/reminders/exclusions/:invoice_id', [ReminderExclusions, 'store']).use(permit('reminder', 'exclude')).as('billing.reminder_exclusions.store')
router.delete('/billing/reminders/exclusions/:invoice_id', [ReminderExclusions, 'destroy']).use(permit('reminder', 'exclude')).as('billing.reminder_exclusions.destroy')
