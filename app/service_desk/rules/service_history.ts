import type { ServiceHistory } from '#service_contracts/rules/service_clock'
import type { Severity, WaitingReason } from '#service_contracts/rules/service_level'
import type { Row } from '#shared/records/record_type'
import { instantText } from '#service_desk/rules/instants'

/** Entries that say nothing to the customer. */
const SILENT = ['open', 'reclassify']

/**
 * The history of a request as the clocks of a service level read it. The response is the first move after the receipt; on
 * site is the first labour there; resolved is the last solution, unless the request was opened again since, and that is a
 * workaround too.
 *
 * @param events of the request, oldest first
 * @param onSite when labour on site began, if it did
 */
export function serviceHistory(request: Row, events: readonly Row[], onSite: unknown): ServiceHistory {
  const answered = events.find(({ move }) => !SILENT.includes(String(move)))
  const ended = request.solved_at ?? request.closed_at
  return {
    receivedAt: instantText(request.received_at),
    moments: events.map((event, at) => ({
      at: instantText(at === 0 ? request.received_at : event.happened_at),
      severity: Number(event.severity) as Severity,
      waiting: waitOf(event),
    })),
    reached: {
      response: answered ? instantText(answered.happened_at) : null,
      on_site: onSite ? instantText(onSite) : null,
      workaround: ended ? instantText(ended) : null,
      resolution: ended ? instantText(ended) : null,
    },
  }
}

function waitOf({ to_status: status, waiting_for: reason }: Row): WaitingReason | 'solved' | null {
  if (status === 'solved' || status === 'closed') return 'solved'
  return status === 'waiting' ? (reason as WaitingReason) : null
}
