import type { ErpConnector } from '#contracts/erp'
import type { Problem } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import { ErpError } from '#erp/errors/erp_error'
import ErpRefused from '#erp/errors/erp_refused'
import ErpConnection from '#erp/models/erp_connection'
import { withPostingConnector } from '#erp/posting_connectors'

export const CUSTOMER_CREATION = 'customer_creation'
export const CUSTOMER_CHANGE = 'customer_change'
export const CUSTOMER_KINDS = [CUSTOMER_CREATION, CUSTOMER_CHANGE] as const

export const NO_CONNECTION: Problem = { code: 'connection_missing', sentence: 'The connection is switched off or no longer there' }
export const NOT_OFFERED: Problem = { code: 'not_offered', sentence: 'This connection takes no customers from here' }

/** Runs the task with the message's connector; null when its connection cannot be used. */
export async function withCustomerConnector<T>(message: OutboxMessage, task: (connector: ErpConnector) => Promise<T>): Promise<T | null> {
  const connection = await ErpConnection.find(Number(message.target))
  return connection?.isActive ? withPostingConnector(connection, task) : null
}

/** Customers of one ERP go one after another. */
export const customerLane = (message: OutboxMessage) => `erp-customers-${message.target}`

/** What was wrong, as the worklist shows it. */
export function problemOf(error: unknown): Problem {
  const sentence = error instanceof Error ? error.message : String(error)
  if (error instanceof ErpRefused) return { code: error.code, sentence: error.sentence }
  return { code: error instanceof ErpError ? error.kind : 'unexpected', sentence }
}

/** How an attempt ended that failed while something was being written. */
export function failedOutcome(error: unknown) {
  const problem = problemOf(error)
  if (error instanceof ErpRefused) return { outcome: 'refused' as const, problem }
  if (problem.code === 'access_denied') return { outcome: 'blocked' as const, problem }
  if (problem.code === 'unavailable') return { outcome: 'unavailable' as const, problem }
  return { outcome: 'outcome_unknown' as const, problem }
}

/** How an attempt ended that failed before anything was written. */
export function unsentOutcome(error: unknown) {
  const problem = problemOf(error)
  return { outcome: problem.code === 'access_denied' ? ('blocked' as const) : ('unavailable' as const), problem }
}
