import { registerJob } from '#shared/queue/jobs'

export const bringInWebhook = registerJob<{ id: number }>({
  name: 'erp.bring_in_webhook',
  attempts: 1,
  async handle({ id }) {
    const { default: BringInWebhook } = await import('#erp/actions/bring_in_webhook')
    await new BringInWebhook().handle(id)
  },
})
