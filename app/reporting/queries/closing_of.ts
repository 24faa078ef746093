import { now } from '#shared/clock'
import { undertakingAbout, type Undertaking } from '#shared/undertakings/queries/undertaking_about'
import { closeMonth } from '#reporting/jobs/close_month'

const SHOWN_MINUTES = 15

/** The closing of a month that is under way, or was refused a moment ago. */
export async function closingOf(month: string): Promise<Undertaking | null> {
  const closing = await undertakingAbout(closeMonth, month)
  if (!closing) return null
  return closing.isOpen || (closing.state === 'refused' && closing.endedAt! > now().minus({ minutes: SHOWN_MINUTES })) ? closing : null
}
