import { now } from '#shared/clock'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import InstalledBaseReplay from '#installed_base/models/installed_base_replay'

const DIFFERENCES_KEPT = 200

/** Carries out a comparison that was asked for and writes down what it found. */
export default class RunReplay {
  async handle(id: number): Promise<InstalledBaseReplay> {
    const replay = await InstalledBaseReplay.findOrFail(id)
    if (replay.isOver) return replay

    replay.state = 'running'
    await replay.save()
    try {
      const { differences, ...counts } = await new ReplayInstalledBase().handle({ repairs: replay.isRepairing })
      const kept = differences.slice(0, DIFFERENCES_KEPT)
      replay.merge({ ...counts, differenceCount: differences.length, differences: kept, state: 'done' })
    } catch (error) {
      replay.state = 'failed'
      throw error
    } finally {
      replay.finishedAt = now()
      await replay.save()
    }
    return replay
  }
}
