import logger from '@adonisjs/core/services/logger'
import { dispatch } from '#shared/queue/queue'
import { bringInWebhook } from '#erp/jobs/bring_in_webhook'

/** Tells the queue of a received webhook; those of one connection are worked on one after another. */
export async function ringWebhook(connectionId: number, id: number): Promise<void> {
  try {
    await dispatch({ ...bringInWebhook, lane: `erp-webhooks-${connectionId}` }, { id }, { key: String(id) })
  } catch (error) {
    // the sweep of the next minute finds the row
    logger.error({ err: error, id }, 'the queue could not be told of a webhook')
  }
}
