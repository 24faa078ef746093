import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'

const Postings = () => import('#erp/controllers/postings_controller')
const LookUps = () => import('#erp/controllers/posting_look_ups_controller')
const Retries = () => import('#erp/controllers/posting_retries_controller')
const Dates = () => import('#erp/controllers/posting_dates_controller')
const Holds = () => import('#erp/controllers/posting_holds_controller')
const Twins = () => import('#erp/controllers/posting_twins_controller')
const RunRetries = () => import('#erp/controllers/run_retries_controller')
const Entries = () => import('#erp/controllers/posting_entries_controller')
const Confirmations = () => import('#erp/controllers/posting_confirmations_controller')

router
  .group(() => {
    router.get('/', [Postings, 'index']).use(permit('posting', 'view'))
    router.post('/runs/:run_id/retries', [RunRetries, 'store']).use(permit('posting', 'decide')).where('run_id', router.matchers.number())
    router.get('/:id', [Postings, 'show']).use(permit('posting', 'view'))
    router.post('/:id/look-up', [LookUps, 'store']).use(permit('posting', 'decide'))
    router.post('/:id/retry', [Retries, 'store']).use(permit('posting', 'decide'))
    router.put('/:id/date', [Dates, 'update']).use(permit('posting', 'decide'))
    router.post('/:id/hold', [Holds, 'store']).use(permit('posting', 'decide'))
    router.delete('/:id/hold', [Holds, 'destroy']).use(permit('posting', 'decide'))
    router.post('/:id/twins', [Twins, 'store']).use(permit('posting', 'decide'))
    router.get('/:id/entry/:format', [Entries, 'show']).use(permit('posting', 'view'))
    router.delete('/:id/entry', [Entries, 'destroy']).use(permit('posting', 'decide'))
    router.post('/:id/confirmation', [Confirmations, 'store']).use(permit('posting', 'decide'))
  })
  .prefix('/erp/postings')
  .where('id', router.matchers.number())
