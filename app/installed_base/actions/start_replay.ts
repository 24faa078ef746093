import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { dispatch } from '#shared/queue/queue'
import { runReplay } from '#installed_base/jobs/run_replay'
import InstalledBaseReplay from '#installed_base/models/installed_base_replay'

const OPEN = ['waiting', 'running']

/** Asks for a comparison of the installed base; one that is under way is joined, not repeated. */
export default class StartReplay {
  async handle(repairs: boolean, actor: Pick<Actor, 'id' | 'name'> | null, trx?: Trx): Promise<InstalledBaseReplay> {
    return within(trx, async (inner) => {
      const underWay = await InstalledBaseReplay.query({ client: inner })
        .whereIn('state', OPEN)
        .where('isRepairing', repairs)
        .where('startedAt', '>', now().minus({ hours: 6 }).toSQL({ includeOffset: false })!)
        .first()
      if (underWay) return underWay

      const replay = await InstalledBaseReplay.create(
        {
          state: 'waiting',
          isRepairing: repairs,
          userId: actor?.id ?? null,
          userName: actor?.name ?? null,
          documentCount: 0,
          itemCount: 0,
          differenceCount: 0,
          differences: [],
          startedAt: now(),
        },
        { client: inner }
      )
      inner.after('commit', () => dispatch(runReplay, { id: replay.id }, { key: String(replay.id) }))
      return replay
    })
  }
}
