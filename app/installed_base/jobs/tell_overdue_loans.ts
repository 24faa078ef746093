import { todayIn } from '#shared/clock'
import { registerJob } from '#shared/queue/jobs'

/** Loans end at midnight of the machine's zone, which TZ sets. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export const tellOverdueLoans = registerJob({
  name: 'installed_base.tell_overdue_loans',
  lane: 'installed_base',
  async handle() {
    const { default: TellOverdueLoans } = await import('#installed_base/actions/tell_overdue_loans')
    await new TellOverdueLoans().handle(todayIn(ZONE))
  },
})
