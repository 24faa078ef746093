import { registerJob } from '#shared/queue/jobs'

export const runReplay = registerJob<{ id: number }>({
  name: 'installed_base.run_replay',
  attempts: 1,
  lane: 'installed_base',
  async handle({ id }) {
    const { default: RunReplay } = await import('#installed_base/actions/run_replay')
    await new RunReplay().handle(id)
  },
})
