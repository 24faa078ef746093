import type { ErpEntity } from '#contracts/erp'
import type { Actor } from '#shared/actor'
import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import AliasRefused from '#mirror/errors/alias_refused'
import ExternalAlias from '#mirror/models/external_alias'
import { knownRows } from '#mirror/queries/known_rows'
import { currentKeys } from '#mirror/queries/resolved_rows'
import { MIRRORINGS } from '#mirror/rules/mirrorings'

export interface TypedAlias {
  connectionId: number
  entity: ErpEntity
  oldKey: string
  currentKey: string
  reason: string
}

/**
 * Lets an old key of the ERP find the record that it keeps under another one now. A record that was
 * only renumbered keeps its row here, and with it everything that points at it.
 */
export default class EnterAlias {
  /** @throws {AliasRefused} */
  async handle(typed: TypedAlias, actor: Actor, trx?: Trx): Promise<ExternalAlias> {
    const { connectionId, entity, oldKey, currentKey } = typed
    if (oldKey === currentKey) throw new AliasRefused('same')

    return within(trx, async (inner) => {
      const rows = await knownRows(entity, connectionId, [oldKey, currentKey], inner)
      const [old, current] = [rows.get(oldKey), rows.get(currentKey)]
      if (!old && !current) throw new AliasRefused('unknown')
      const aliases = await currentKeys(entity, connectionId, [currentKey, oldKey], inner)
      if (aliases.has(currentKey)) throw new AliasRefused('loops')
      if (aliases.has(oldKey)) throw new AliasRefused('taken')

      const isRenumbered = Boolean(old && !current)
      if (isRenumbered) await inner.from(MIRRORINGS[entity].table).where('id', old!.id).update({ external_id: currentKey })
      await ExternalAlias.query({ client: inner }).where({ connectionId, entity, currentKey: oldKey }).update({ currentKey })
      try {
        const entered = { enteredById: actor.id, enteredByName: actor.name, enteredAt: now() }
        return await ExternalAlias.create({ ...typed, ...entered, kind: isRenumbered ? 'renumbered' : 'merged' }, { client: inner })
      } catch (error) {
        if (isDuplicate(error)) throw new AliasRefused('taken')
        throw error
      }
    })
  }
}
