import { registerJob } from '#shared/queue/jobs'

export const runPayloadReplay = registerJob<{ id: number }>({
  name: 'erp.run_payload_replay',
  attempts: 1,
  async handle({ id }) {
    const { default: RunPayloadReplay } = await import('#erp/actions/run_payload_replay')
    await new RunPayloadReplay().handle(id)
  },
})
