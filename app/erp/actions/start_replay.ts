import type { ErpEntity } from '#contracts/erp'
import { within, type Trx } from '#shared/database/transaction'
import { dispatch } from '#shared/queue/queue'
import { runPayloadReplay } from '#erp/jobs/run_payload_replay'
import PayloadReplay from '#erp/models/payload_replay'

export interface ReplayOrder {
  entity: ErpEntity
  day: string
  applies: boolean
}

/** Writes down that a day is to be played again and tells the queue. */
export default class StartReplay {
  async handle(connectionId: number, order: ReplayOrder, requestedById: number | null, trx?: Trx): Promise<PayloadReplay> {
    return within(trx, async (inner) => {
      const replay = await PayloadReplay.create({ connectionId, ...order, state: 'queued', requestedById }, { client: inner })
      inner.after('commit', () => dispatch(runPayloadReplay, { id: replay.id }))
      return replay
    })
  }
}
