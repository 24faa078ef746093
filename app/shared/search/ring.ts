import logger from '@adonisjs/core/services/logger'
import { dispatch } from '#shared/queue/queue'
import { catchUpSearch } from '#shared/search/jobs'
import { waitingRecords } from '#shared/search/queries/waiting_records'

/** Tells the queue that words wait to be written; a bell that is lost only makes the schedule do it. */
export async function ringSearch(): Promise<void> {
  try {
    if ((await waitingRecords()) > 0) await dispatchCatchUp(0, 0)
  } catch (error) {
    logger.error({ err: error }, 'the queue could not be told of words that wait')
  }
}

export function dispatchCatchUp(waitedMinutes: number, turn: number): Promise<void> {
  return dispatch(catchUpSearch, { waitedMinutes, turn }, { key: `${waitedMinutes}:${turn % 2}` })
}
