import '#start/metrics'
import { offerHealth } from '#shared/house/queries/health'
import { syncHealth } from '#erp/queries/sync_health'

/** What `/health` tells besides the database, the queue and the outbox. */
offerHealth('sync', syncHealth)
