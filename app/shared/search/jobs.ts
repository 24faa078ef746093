import { registerJob } from '#shared/queue/jobs'

/** Shorter than the grace that a queue leaves its jobs when it closes. */
const TURN_MS = 5_000

/** Writes words that wait, those of the last minutes only when asked; `turn` tells a job from the one that queued it. */
export const catchUpSearch = registerJob<{ waitedMinutes: number; turn: number }>({
  name: 'search.catch_up',
  lane: 'search',
  async handle({ waitedMinutes, turn }) {
    const { now } = await import('#shared/clock')
    const { default: IndexBacklog } = await import('#shared/search/actions/index_backlog')
    const areLeft = await new IndexBacklog().handle({ notedBefore: now().minus({ minutes: waitedMinutes }), forMs: TURN_MS })
    const { dispatchCatchUp } = await import('#shared/search/ring')
    if (areLeft) await dispatchCatchUp(waitedMinutes, turn + 1)
  },
})
