import { randomBytes } from 'node:crypto'
import type { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import LaunchSettingRefused from '#erp/errors/launch_setting_refused'
import LaunchKey from '#erp/models/launch_key'
import { isUsableMaterial, type JwsAlgorithm } from '#erp/rules/compact_jws'

const SECRET_BYTES = 32

export interface NewLaunchKey {
  algorithm: JwsAlgorithm
  /** PEM, for the algorithms whose private half stays with the ERP. */
  publicKey: string | null
  expiresAt: DateTime | null
}

/** Adds a key for tickets. A shared secret is made here and answered once; nobody can read it again. */
export default class AddLaunchKey {
  /** @throws {LaunchSettingRefused} */
  async handle(connectionId: number, { algorithm, publicKey, expiresAt }: NewLaunchKey, actor: Actor) {
    const secret = algorithm === 'HS256' ? randomBytes(SECRET_BYTES).toString('base64url') : null
    const material = secret ?? publicKey?.trim() ?? ''
    if (!isUsableMaterial({ algorithm, material })) throw new LaunchSettingRefused('material', 'public_key')

    const kid = `k${connectionId}-${randomBytes(6).toString('base64url')}`
    const key = await within(undefined, async (trx) => {
      const made = { connectionId, kid, algorithm, material, expiresAt, madeBy: actor.name }
      const row = await LaunchKey.create(made, { client: trx })
      const entry = { kind: 'launch_key.added', userId: actor.id, subjectType: 'erp_connection', subjectId: connectionId }
      await new RecordAudit().handle({ ...entry, details: { kid, algorithm } }, trx)
      return row
    })

    return { key, secret }
  }
}
