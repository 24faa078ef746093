import { registerJob } from '#shared/queue/jobs'

export const continueModelMove = registerJob<{ id: number }>({
  name: 'service_contracts.continue_model_move',
  lane: 'service_contracts.model_move',
  async handle({ id }) {
    const { default: ContinueModelMove } = await import('#service_contracts/actions/continue_model_move')
    await new ContinueModelMove().handle(id)
  },
})
