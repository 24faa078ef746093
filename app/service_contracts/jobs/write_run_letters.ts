import { todayIn } from '#shared/clock'
import type { JobDefinition } from '#contracts/queue'
import { registerJob } from '#shared/queue/jobs'

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

type Payload = { runId: number; sentBy?: number; sentByName?: string }

/** Writes the letters of a revaluation, and sends them when somebody asked for that. */
export const writeRunLetters: JobDefinition<Payload> = {
  name: 'service_contracts.write_run_letters',
  lane: 'letters',
  async handle({ runId, sentBy, sentByName }) {
    const { default: WriteRunLetters } = await import('#service_contracts/actions/write_run_letters')
    const work = new WriteRunLetters()
    await work.handle(runId, todayIn(ZONE))
    if (sentBy) await work.send(runId, { id: sentBy, name: sentByName ?? '' })
  },
}

registerJob(writeRunLetters)
