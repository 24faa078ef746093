import { todayIn } from '#shared/clock'
import { registerJob } from '#shared/queue/jobs'

/** Days of contracts begin at midnight of the machine's zone, which TZ sets. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export const settleStandings = registerJob({
  name: 'service_contracts.settle_standings',
  lane: 'billing',
  async handle() {
    const { default: RenewDueContracts } = await import('#service_contracts/actions/renew_due_contracts')
    const { default: SettleStandings } = await import('#service_contracts/actions/settle_standings')
    const today = todayIn(ZONE)
    // a contract that nothing renewed while nothing ran must not end first
    await new RenewDueContracts().handle(today)
    await new SettleStandings().handle(today)
  },
})
