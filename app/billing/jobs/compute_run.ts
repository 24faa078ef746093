import app from '@adonisjs/core/services/app'
import { dispatch } from '#shared/queue/queue'
import { registerJob } from '#shared/queue/jobs'
import type { JobDefinition } from '#contracts/queue'

type Opened = { runId: number; token: string }

/** As many workers as take part in one run at most. */
export const WORKERS_AT_MOST = 8

/** Computes an opened run; repeated after a death, it goes on where it stopped. */
export const computeRun = takingPart(1)

const takingParts = [computeRun, ...Array.from({ length: WORKERS_AT_MOST - 1 }, (_, index) => takingPart(index + 2))]

/** Lets that many workers compute a run. Each has a lane of its own, so that a run takes no more of a queue than that. */
export async function ringWorkers(runId: number, token: string, workers: number): Promise<void> {
  for (const job of takingParts.slice(0, Math.max(1, workers))) await dispatch(job, { runId, token }, { key: `run:${runId}:${token}` })
}

function takingPart(number: number): JobDefinition<Opened> {
  return registerJob<Opened>({
    name: number === 1 ? 'billing.compute_run' : `billing.compute_run_${number}`,
    lane: number === 1 ? 'billing' : `billing-${number}`,
    attempts: 5,
    async handle({ runId, token }) {
      const { default: ContinueBillingRun } = await import('#billing/actions/continue_billing_run')
      const work = await app.container.make(ContinueBillingRun)
      await work.handle(runId, token, `queue-${number}`)
    },
  })
}
