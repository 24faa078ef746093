/** Jobs of one kind that a worker ended since it began, and the seconds they took. */
export interface WorkedJobs {
  done: number
  failed: number
  seconds: number
}

const worked = new Map<string, WorkedJobs>()

/** Counts a job of this process while it works; what it throws is thrown on. */
export async function countJob(name: string, work: () => Promise<unknown>): Promise<void> {
  const begun = performance.now()
  const jobs = worked.get(name) ?? { done: 0, failed: 0, seconds: 0 }
  worked.set(name, jobs)
  try {
    await work()
    jobs.done += 1
  } catch (error) {
    jobs.failed += 1
    throw error
  } finally {
    jobs.seconds += (performance.now() - begun) / 1000
  }
}

/** What this process has worked on so far, by the name of the job. */
export function workedJobs(): Record<string, WorkedJobs> {
  return Object.fromEntries(worked)
}
