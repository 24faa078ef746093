import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { Conflict } from '#shared/errors/conflict'
import { Forbidden } from '#shared/errors/forbidden'
import { Aftermath } from '#shared/records/aftermath'
import { differences, type ChangeSource } from '#shared/records/change_log'
import ReferenceUnknown from '#shared/records/errors/reference_unknown'
import ValueTaken from '#shared/records/errors/value_taken'
import { onlyReachable, reaches } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import { fieldOf, type RecordType, type Row, type Values } from '#shared/records/record_type'
import { findRow } from '#shared/records/rows'
import { storedValues } from '#shared/records/stored_values'

interface Input {
  /** Null creates a record. */
  id: number | null
  /** Validated by the type's validator; absent fields keep what they hold. */
  values: Values
  /** The version the person saw; null does not ask. */
  version?: number | null
  source?: ChangeSource
  /** The values are already as the columns hold them, such as those of the change log. */
  areStored?: boolean
  /** Who saves many records at once writes their history and search tokens together. */
  aftermath?: Aftermath
}

/**
 * Creates or changes one record with its history and its search tokens.
 *
 * @throws {Conflict} when somebody else saved since `version`
 * @throws {Forbidden} when the person's permission does not reach this record
 * @throws {DomainError} when a business rule of the type refuses
 */
export default class SaveRecord {
  async handle(type: RecordType, { id, values, version, source = 'screen', areStored, aftermath }: Input, actor: Actor, trx?: Trx): Promise<Row> {
    return within(trx, async (inner) => {
      const before = id === null ? null : await this.lock(type, id, actor, inner)
      const stored = areStored ? { ...values } : storedValues(type, values, before)
      if (before && version && Number(before.version) !== version) this.refuseStale(type, before, stored)

      await this.checkReferences(type, stored, before, actor, inner)
      if (!before && type.create) return type.create(stored, { actor, source }, inner)
      await type.beforeSave?.(stored, before, inner, actor, source)
      const row = await this.write(type, before, stored, actor, inner)

      const left = aftermath ?? new Aftermath()
      left.add(type, before, row)
      if (!aftermath) await left.write(type, { source, id: actor.id, name: actor.name }, inner)
      await type.afterSave?.(row, before, inner, actor)
      return row
    })
  }

  private async lock(type: RecordType, id: number, actor: Actor, trx: Trx): Promise<Row> {
    const row = await findRow(type, id, trx)
    if (!reaches(type, row, actor, 'edit')) throw new Forbidden(`${type.name}.edit`)
    return row
  }

  /** Carries the version that is saved now, so that the person's choice is not refused again. */
  private refuseStale({ domain, name }: RecordType, before: Row, ours: Values): never {
    const changed = Object.keys(differences(before, ours))
    const theirs = Object.fromEntries([...changed, 'version'].map((field) => [field, before[field]]))
    throw new Conflict(theirs, Object.fromEntries(changed.map((field) => [field, ours[field]])), `${domain}.${name}.fields`)
  }

  private async checkReferences(type: RecordType, stored: Values, before: Row | null, actor: Actor, trx: Trx) {
    for (const [name, id] of Object.entries(stored)) {
      const field = fieldOf(type, name)
      if (field?.kind !== 'reference' || !field.to || id === null || id === before?.[name]) continue

      const target = recordType(field.to)
      const query = trx.from(target.table).where(`${target.table}.id`, id as number)
      if (!target.isReferableByAll) onlyReachable(query, target, actor, 'view')
      if (!(await query.first())) throw new ReferenceUnknown(name, id)
    }
  }

  private async write(type: RecordType, before: Row | null, stored: Values, actor: Actor, trx: Trx): Promise<Row> {
    const at = sqlInstant(now())
    try {
      if (before) {
        const changed = { ...stored, version: Number(before.version) + 1, updated_at: at }
        await trx.from(type.table).where('id', before.id).update(changed)
        return findRow(type, before.id, trx)
      }
      const initial = Object.fromEntries(type.fields.filter((field) => field.initial !== undefined).map((field) => [field.name, field.initial]))
      const owner = type.owner ? { [type.owner.user]: actor.id } : {}
      const fresh = { ...initial, ...owner, ...stored, version: 1, created_at: at, updated_at: at }
      const [id] = await trx.insertQuery().table(type.table).insert(fresh)
      return findRow(type, Number(id), trx)
    } catch (error) {
      const unique = type.fields.find((field) => field.unique && stored[field.name] !== undefined)
      if (isDuplicate(error) && unique) throw new ValueTaken(unique.name, stored[unique.name])
      throw error
    }
  }
}
