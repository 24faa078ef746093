import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'

const Connections = () => import('#erp/controllers/connections_controller')
const ConnectionTests = () => import('#erp/controllers/connection_tests_controller')
const ConnectionMappings = () => import('#erp/controllers/connection_mappings_controller')
const ConnectionProbes = () => import('#erp/controllers/connection_probes_controller')
const SyncMonitor = () => import('#erp/controllers/sync_monitor_controller')
const SyncRuns = () => import('#erp/controllers/sync_runs_controller')
const SyncPauses = () => import('#erp/controllers/sync_pauses_controller')
const SyncProblems = () => import('#erp/controllers/sync_problems_controller')
const ProblemRetries = () => import('#erp/controllers/problem_retries_controller')
const ProblemSkips = () => import('#erp/controllers/problem_skips_controller')

router
  .group(() => {
    router.get('/connections', [Connections, 'index']).use(permit('erp_connection', 'view'))
    router.get('/connections/create', [Connections, 'create']).use(permit('erp_connection', 'edit'))
    router.post('/connections', [Connections, 'store']).use(permit('erp_connection', 'edit'))
    router.get('/connections/:id/edit', [Connections, 'edit']).use(permit('erp_connection', 'edit'))
    router.put('/connections/:id', [Connections, 'update']).use(permit('erp_connection', 'edit'))
    router.post('/connections/:connection_id/tests', [ConnectionTests, 'store']).use(permit('erp_connection', 'edit'))

    router.post('/connections/:connection_id/probes', [ConnectionProbes, 'store']).use(permit('erp_connection', 'edit'))
    router.get('/connections/:connection_id/mapping', [ConnectionMappings, 'edit']).use(permit('erp_connection', 'edit'))
    router.put('/connections/:connection_id/mapping', [ConnectionMappings, 'update']).use(permit('erp_connection', 'edit'))
    router.post('/connections/:connection_id/mapping/trials', [ConnectionMappings, 'tryOut']).use(permit('erp_connection', 'edit'))

    router.get('/sync', [SyncMonitor, 'show']).use(permit('sync', 'view'))
    router.post('/connections/:connection_id/sync-runs', [SyncRuns, 'store']).use(permit('sync', 'run'))
    router.get('/sync/runs/:id', [SyncRuns, 'show']).use(permit('sync', 'view'))
    router.post('/connections/:connection_id/pauses/:entity', [SyncPauses, 'store']).use(permit('sync', 'run'))
    router.delete('/connections/:connection_id/pauses/:entity', [SyncPauses, 'destroy']).use(permit('sync', 'run'))
    router.get('/sync/problems/:id', [SyncProblems, 'show']).use(permit('sync', 'view'))
    router.post('/sync/problems/:problem_id/retries', [ProblemRetries, 'store']).use(permit('sync', 'repair'))
    router.post('/sync/problems/:problem_id/skips', [ProblemSkips, 'store']).use(permit('sync', 'repair'))
  })
  .prefix('/erp')
  .where('id', router.matchers.number())
  .where('connection_id', router.matchers.number())
  .where('problem_id', router.matchers.number())
