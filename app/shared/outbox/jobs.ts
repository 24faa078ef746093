import { registerJob } from '#shared/queue/jobs'

export const deliverOutboxMessage = registerJob<{ id: number; step: number }>({
  name: 'outbox.deliver',
  async handle({ id, step }) {
    const { default: DeliverMessage } = await import('#shared/outbox/actions/deliver_message')
    await new DeliverMessage().handle(id, step)
  },
})

/** All that is due of one lane; `turn` tells a job from the one that rang for it. */
export const deliverOutboxLane = registerJob<{ kind: string; target: string | null; lane: string; turn: number }>({
  name: 'outbox.deliver_lane',
  async handle({ kind, target, lane, turn }) {
    const { default: DeliverLane } = await import('#shared/outbox/actions/deliver_lane')
    const isLeft = await new DeliverLane().deliver(kind, target)
    const { ringLane } = await import('#shared/outbox/ring')
    if (isLeft) await ringLane(kind, target, lane, turn + 1)
  },
})

export const sweepOutbox = registerJob({
  name: 'outbox.sweep',
  async handle() {
    const { default: SweepOutbox } = await import('#shared/outbox/actions/sweep_outbox')
    await new SweepOutbox().handle()
  },
})
