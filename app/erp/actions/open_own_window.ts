import { createHash } from 'node:crypto'
import { now, sqlInstant } from '#shared/clock'
import { isDuplicate } from '#shared/database/violations'
import { within } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import User from '#identity/models/user'
import { returnPath } from '#identity/rules/return_path'
import { readPass, type OwnWindowPass } from '#erp/own_window'

/** Lets somebody who came through the ERP's frame go on in a window of their own; each pass once. */
export default class OpenOwnWindow {
  async handle(token: string, ip: string): Promise<{ user: User; path: string; from: OwnWindowPass['from'] } | null> {
    const pass = readPass(token)
    if (!pass) return null
    const user = await User.query().where({ id: pass.userId, isActive: true }).first()
    if (!user || !(await this.spend(pass, ip))) return null

    return { user, path: returnPath(pass.path), from: pass.from }
  }

  private async spend({ id, userId, path }: OwnWindowPass, ip: string): Promise<boolean> {
    const hash = createHash('sha256').update(`own window\n${id}`).digest('hex')
    try {
      await within(undefined, async (trx) => {
        await trx.table('spent_tickets').insert({ ticket_hash: hash, spent_at: sqlInstant(now()) })
        await new RecordAudit().handle({ kind: 'launch.own_window', userId, ip, details: { path } }, trx)
      })
      return true
    } catch (error) {
      if (isDuplicate(error)) return false
      throw error
    }
  }
}
