import { registerJob } from '#shared/queue/jobs'

export const deliverOutboxMessage = registerJob<{ id: number; step: number }>({
  name: 'outbox.deliver',
  async handle({ id, step }) {
    const { default: DeliverMessage } = await import('#shared/outbox/actions/deliver_message')
    await new DeliverMessage().handle(id, step)
  },
})

export const sweepOutbox = registerJob({
  name: 'outbox.sweep',
  async handle() {
    const { default: SweepOutbox } = await import('#shared/outbox/actions/sweep_outbox')
    await new SweepOutbox().handle()
  },
})
