import { todayIn } from '#shared/clock'
import { registerJob } from '#shared/queue/jobs'

/** Days of contracts begin at midnight of the machine's zone, which TZ sets. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export const renewContracts = registerJob({
  name: 'service_contracts.renew_contracts',
  lane: 'billing',
  async handle() {
    const { default: RenewDueContracts } = await import('#service_contracts/actions/renew_due_contracts')
    const { default: RemindOfRenewals } = await import('#service_contracts/actions/remind_of_renewals')
    const today = todayIn(ZONE)
    await new RenewDueContracts().handle(today)
    await new RemindOfRenewals().handle(today)
  },
})
