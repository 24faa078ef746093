/** Every job of the house, so that any process can work on what another one queued. */
import '#shared/outbox/jobs'
import '#shared/queue/clear_old_jobs'
