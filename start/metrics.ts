import { linkFigures, syncFigures } from '#erp/queries/erp_figures'
import { offerMetrics } from '#shared/metrics/figures'
import { workerFigures } from '#shared/metrics/worker_figures'
import { outboxFigures, queueFigures, scheduleFigures } from '#shared/metrics/kernel_figures'

/** What `/metrics` tells besides what each process knows of itself. */
offerMetrics('queue', queueFigures)
offerMetrics('outbox', outboxFigures)
offerMetrics('schedule', scheduleFigures)
offerMetrics('workers', workerFigures)
offerMetrics('sync', syncFigures)
offerMetrics('erp', linkFigures)
