import { createHash } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'
import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import RecordAudit from '#identity/actions/record_audit'
import User from '#identity/models/user'
import { FRAME_ENTRY, type FrameEntryPass } from '#identity/oidc/frame_entry'
import { returnPath } from '#identity/rules/return_path'

/** Lets a frame in with the pass that its own sign-in window was given; each pass once. */
export default class SpendFrameEntry {
  async handle(token: string, ip: string): Promise<{ user: User; path: string } | null> {
    const pass = encryption.decrypt<FrameEntryPass>(token, FRAME_ENTRY)
    if (!pass) return null
    const user = await User.query().where({ id: pass.userId, isActive: true }).first()
    if (!user || !(await this.spend(pass, ip))) return null

    return { user, path: returnPath(pass.path) }
  }

  private async spend({ id, userId, path }: FrameEntryPass, ip: string): Promise<boolean> {
    const hash = createHash('sha256').update(id).digest('hex')
    const at = now()
    try {
      await within(undefined, async (trx) => {
        await trx.from('spent_entries').where('spent_at', '<', sqlInstant(at.minus({ days: 1 }))).delete()
        await trx.table('spent_entries').insert({ pass_hash: hash, spent_at: sqlInstant(at) })
        await new RecordAudit().handle({ kind: 'sign_in.frame', userId, ip, details: { path } }, trx)
      })
      return true
    } catch (error) {
      if (isDuplicate(error)) return false
      throw error
    }
  }
}
