import type { JobDefinition } from '#contracts/queue'
import { countJob } from '#shared/metrics/worked_jobs'

const DEFAULT_ATTEMPTS = 5
const jobs = new Map<string, JobDefinition>()

/**
 * Makes a job known by its name to every process that imports it, and returns it.
 *
 * @throws {Error} when another job has the name already
 */
export function registerJob<P extends Record<string, unknown>>(job: JobDefinition<P>): JobDefinition<P> {
  const known = jobs.get(job.name)
  if (known && known.handle !== (job.handle as JobDefinition['handle'])) {
    throw new Error(`Two jobs are called ${job.name}`)
  }

  jobs.set(job.name, job as unknown as JobDefinition)
  return job
}

/** The job of that name, or undefined when this process was built without it. */
export function jobNamed(name: string): JobDefinition | undefined {
  return jobs.get(name)
}

/** Tries a job has in all. */
export function attemptsOf(job: Pick<JobDefinition, 'attempts'> | undefined): number {
  return job?.attempts ?? DEFAULT_ATTEMPTS
}

/**
 * Runs a job by its name.
 *
 * @throws {Error} when no job has that name, or whatever the job throws
 */
export async function runJob(name: string, payload: Record<string, unknown>): Promise<void> {
  const job = jobs.get(name)
  if (!job) throw new Error(`No job is called ${name}`)

  await countJob(name, () => job.handle(payload))
}
