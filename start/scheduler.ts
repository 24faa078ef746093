import { clearIdempotencyKeys } from '#shared/api/clear_idempotency_keys'
import { resumeRuns } from '#billing/jobs/resume_runs'
import { clearOldWebhooks } from '#erp/jobs/clear_old_webhooks'
import { clearOldPayloads } from '#erp/jobs/clear_old_payloads'
import { clearOldRuns } from '#erp/jobs/clear_old_runs'
import { clearSpentTickets } from '#erp/jobs/clear_spent_tickets'
import { reconcileAll } from '#erp/jobs/reconcile_all'
import { startDueSyncs } from '#erp/jobs/start_due_syncs'
import { sweepWebhooks } from '#erp/jobs/sweep_webhooks'
import { tellOverdueLoans } from '#installed_base/jobs/tell_overdue_loans'
import { retryDeliveries } from '#installed_base/jobs/retry_deliveries'
import { releaseExpiredCoverage } from '#service_contracts/jobs/release_expired_coverage'
import { expirePoints } from '#points/jobs/expire_points'
import { openRecharges } from '#points/jobs/open_recharges'
import { clearOldJobs } from '#shared/queue/clear_old_jobs'
import { resumeSteps } from '#shared/records/resume_steps'
import { renewContracts } from '#service_contracts/jobs/renew_contracts'
import { resumeModelMoves } from '#service_contracts/jobs/resume_model_moves'
import { settleStandings } from '#service_contracts/jobs/settle_standings'
import { catchUpSearch } from '#shared/search/jobs'
import { sweepOutbox } from '#shared/outbox/jobs'
import { clearOldUndertakings, resumeUndertakings } from '#shared/undertakings/jobs'
import { daily, every, type Schedule } from '#shared/scheduler/schedule'

/** Nights are those of the machine's zone, which TZ sets. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** What runs when. A tick missed while nothing ran is made up for once. */
const schedules: Schedule[] = [
  every('1m', sweepOutbox),
  every('1m', startDueSyncs),
  every('1m', sweepWebhooks),
  every('1m', openRecharges),
  // a long reading is not waited for
  every('1m', catchUpSearch, { waitedMinutes: 5, turn: 0 }),
  every('5m', resumeRuns),
  every('5m', resumeSteps),
  every('1m', resumeUndertakings),
  every('5m', resumeModelMoves),
  every('1h', retryDeliveries),
  every('6h', clearSpentTickets),
  daily('00:05', ZONE, settleStandings),
  daily('00:15', ZONE, renewContracts),
  daily('00:10', ZONE, expirePoints),
  daily('00:20', ZONE, tellOverdueLoans),
  daily('05:30', ZONE, reconcileAll),
  daily('03:20', ZONE, releaseExpiredCoverage),
  daily('03:30', ZONE, clearOldJobs),
  daily('03:35', ZONE, clearOldWebhooks),
  daily('03:40', ZONE, clearIdempotencyKeys),
  daily('03:45', ZONE, clearOldPayloads),
  daily('03:50', ZONE, clearOldRuns),
  daily('03:55', ZONE, clearOldUndertakings),
]

export default schedules
