import { now } from '#shared/clock'
import ReplayPayloads from '#erp/actions/replay_payloads'
import PayloadReplay from '#erp/models/payload_replay'
import { emptyReport } from '#erp/rules/replay_report'

/** Carries out a replay that somebody asked for and keeps its report. */
export default class RunPayloadReplay {
  async handle(id: number): Promise<PayloadReplay> {
    const replay = await PayloadReplay.query().where('id', id).preload('connection').firstOrFail()
    if (replay.state !== 'queued') return replay
    try {
      const report = await new ReplayPayloads(replay.connection, replay.entity).handle(replay.day, replay.applies)
      return await replay.merge({ report, state: 'done', finishedAt: now() }).save()
    } catch (error) {
      const report = { ...emptyReport(), failure: (error as Error).message }
      return replay.merge({ report, state: 'failed', finishedAt: now() }).save()
    }
  }
}
