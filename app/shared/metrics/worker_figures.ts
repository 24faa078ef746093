import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { sqlInstant } from '#shared/clock'
import { secondsSince } from '#shared/house/rules/seconds_since'
import type { MetricFigure } from '#shared/metrics/figures'
import type { WorkedJobs } from '#shared/metrics/worked_jobs'

/** How a worker fares, as it wrote it down itself. */
export interface WorkerFigures {
  memoryBytes: number
  heapBytes: number
  cpuSeconds: number
  /** 99 of 100 turns of the event loop came no later than this since the last time. */
  loopLagSeconds: number
  jobs: Record<string, WorkedJobs>
}

const SILENT_AFTER_SECONDS = 60

/** What every worker told of itself in the last minute, and how many of the last day have fallen silent. */
export async function workerFigures(at: DateTime): Promise<MetricFigure[]> {
  const rows = await db.from('worker_pulses').where('seen_at', '>=', sqlInstant(at.minus({ days: 1 }))).orderBy('worker')
  const heard = rows.map((row) => ({ worker: row.worker as string, age: secondsSince(row.seen_at, at) ?? 0, figures: JSON.parse(row.figures) as WorkerFigures }))
  const alive = heard.filter(({ age }) => age <= SILENT_AFTER_SECONDS)
  const each = (read: (figures: WorkerFigures) => number) => alive.map(({ worker, figures }) => ({ labels: { worker }, value: read(figures) }))
  const jobs = (read: (job: WorkedJobs) => { labels: Record<string, string>; value: number }[]) =>
    alive.flatMap(({ worker, figures }) => Object.entries(figures.jobs).flatMap(([job, worked]) => read(worked).map(({ labels, value }) => ({ labels: { worker, job, ...labels }, value }))))

  return [
    { name: 'workers', help: 'Workers heard of in the last minute', samples: [{ value: alive.length }] },
    { name: 'workers_silent', help: 'Workers of the last day that fell silent without ending', samples: [{ value: heard.length - alive.length }] },
    { name: 'worker_memory_bytes', help: 'Resident memory of a worker', samples: each(({ memoryBytes }) => memoryBytes) },
    { name: 'worker_heap_bytes', help: 'Used heap of a worker', samples: each(({ heapBytes }) => heapBytes) },
    { name: 'worker_cpu_seconds_total', help: 'Processor time of a worker since it began', samples: each(({ cpuSeconds }) => cpuSeconds) },
    { name: 'worker_loop_lag_seconds', help: 'How late the event loop of a worker was, 99th percentile of 15 seconds', samples: each(({ loopLagSeconds }) => loopLagSeconds) },
    {
      name: 'worker_jobs_total',
      help: 'Jobs a worker ended since it began, by job and outcome',
      samples: jobs(({ done, failed }) => [{ labels: { outcome: 'done' }, value: done }, { labels: { outcome: 'failed' }, value: failed }]),
    },
    { name: 'worker_job_seconds_total', help: 'Seconds a worker spent on jobs since it began', samples: jobs(({ seconds }) => [{ labels: {}, value: seconds }]) },
  ]
}
