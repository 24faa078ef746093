import type { DateTime } from 'luxon'
import type { ErpEntity, ErpRecords } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { insertNumbered, upsertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import LinkOrderLines from '#mirror/actions/link_order_lines'
import ReplaceParts from '#mirror/actions/replace_parts'
import { freshIds, knownRows } from '#mirror/queries/known_rows'
import { currentKeys, resolvedRows } from '#mirror/queries/resolved_rows'
import { MIRRORINGS } from '#mirror/rules/mirrorings'
import { missingParent, sortPage, type HashedRecord, type KnownRow } from '#mirror/rules/page_sorting'
import type { Mirroring, ParentIds, ParentReference, Row } from '#mirror/rules/mirroring'

export interface MirroredRow {
  id: number
  externalId: string
  change: 'created' | 'changed' | 'gone'
}

export interface MirrorOutcome {
  rows: MirroredRow[]
  unchanged: string[]
  faulty: { id: string; reason: string; raw: unknown }[]
  waiting: { id: string; missing: ParentReference; raw: unknown }[]
}

/**
 * Keeps a page of the ERP's records here: writes those that are new or differ, leaves the
 * rest alone, and hands back those that are faulty or whose parents have not arrived.
 */
export default class MirrorRecords {
  async handle<E extends ErpEntity>(
    entity: E,
    connectionId: number,
    records: ErpRecords[E][],
    at: DateTime,
    trx?: Trx
  ): Promise<MirrorOutcome> {
    return within(trx, async (inner) => {
      const mirroring = MIRRORINGS[entity] as Mirroring<ErpRecords[E]>
      const ids = records.map((record) => record.id)
      const sorted = sortPage(records, await knownRows(entity, connectionId, ids, inner), mirroring)

      const parents = await this.parentsOf([...sorted.created, ...sorted.changed], mirroring, connectionId, inner)
      const isHere = (one: ErpEntity, id: string) => parents.get(one)?.has(id) ?? false
      const idOf: ParentIds = (one, id) => parents.get(one)!.get(id)!.id

      const waiting: MirrorOutcome['waiting'] = []
      const arrived = <T extends HashedRecord<ErpRecords[E]>>({ record }: T): boolean => {
        const missing = missingParent(record, mirroring, isHere)
        if (missing) waiting.push({ id: record.id, missing, raw: record })

        return missing === null
      }
      const retired = await currentKeys(entity, connectionId, sorted.created.map(({ record }) => record.id), inner)
      const created = sorted.created.filter(({ record }) => !retired.has(record.id)).filter(arrived)
      const changed = sorted.changed.filter(arrived)

      const mirroredAt = sqlInstant(at)
      const asRow = ({ record, hash }: HashedRecord<ErpRecords[E]>): Row => ({
        connection_id: connectionId,
        external_id: record.id,
        payload_hash: hash,
        mirrored_at: mirroredAt,
        gone_at: null,
        missing_sweeps: 0,
        ...mirroring.facts(record, idOf),
      })
      const first = await insertNumbered(inner, mirroring.table, created.map(asRow))
      await this.overwrite(mirroring.table, changed.map(asRow), inner)

      const fresh = await freshIds(entity, connectionId, created.map(({ record }) => record.id), first, inner)
      const rows: MirroredRow[] = [
        ...created.map(({ record }) => ({ id: fresh.get(record.id)!, externalId: record.id, change: 'created' as const })),
        ...changed.map(({ record, rowId }) => ({ id: rowId, externalId: record.id, change: 'changed' as const })),
      ]

      const written = [...created, ...changed].map(({ record }, index) => ({ record, row: rows[index] }))
      await new ReplaceParts().handle(mirroring, connectionId, written, idOf, at, inner)
      if (entity === 'order' || entity === 'delivery') await new LinkOrderLines().handle(entity, rows.map((row) => row.id), inner)

      return { rows, unchanged: [...sorted.unchanged, ...retired.keys()], faulty: sorted.faulty, waiting }
    })
  }

  private async overwrite(table: string, rows: Row[], trx: Trx): Promise<void> {
    if (rows.length === 0) return
    const key = ['connection_id', 'external_id']
    await upsertMany(trx, table, rows, key, Object.keys(rows[0]).filter((column) => !key.includes(column)))
  }

  private async parentsOf<R extends { id: string }>(
    hashed: HashedRecord<R>[],
    mirroring: Mirroring<R>,
    connectionId: number,
    trx: Trx
  ): Promise<Map<ErpEntity, Map<string, KnownRow>>> {
    const wanted = new Map<ErpEntity, Set<string>>()
    for (const { entity, id } of hashed.flatMap(({ record }) => mirroring.parents(record))) {
      wanted.set(entity, (wanted.get(entity) ?? new Set()).add(id))
    }

    const found = new Map<ErpEntity, Map<string, KnownRow>>()
    for (const [entity, ids] of wanted) found.set(entity, await resolvedRows(entity, connectionId, ids, trx))

    return found
  }
}
