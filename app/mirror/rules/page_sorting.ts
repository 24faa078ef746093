import type { ErpEntity } from '#contracts/erp'
import { textFault, type Fault } from '#mirror/rules/facts'
import { payloadHash } from '#mirror/rules/payload_hash'
import type { Mirroring, ParentReference } from '#mirror/rules/mirroring'

/** What is here already under an identifier of the ERP. */
export interface KnownRow {
  id: number
  hash: string
  isGone: boolean
}

export interface HashedRecord<R> {
  record: R
  hash: string
}

export interface SortedPage<R> {
  created: HashedRecord<R>[]
  changed: (HashedRecord<R> & { rowId: number })[]
  unchanged: string[]
  faulty: { id: string; reason: string; raw: R }[]
}

/**
 * Sorts the records of a page by what has to be done with each. A record that stands twice
 * in the page counts once, as last read; one that was gone and is back counts as changed.
 */
export function sortPage<R extends { id: string }>(
  records: R[],
  known: ReadonlyMap<string, KnownRow>,
  mirroring: Mirroring<R>
): SortedPage<R> {
  const sorted: SortedPage<R> = { created: [], changed: [], unchanged: [], faulty: [] }

  for (const record of new Map(records.map((one) => [one.id, one])).values()) {
    const reason = faultOf(record, mirroring)
    if (reason !== null) {
      sorted.faulty.push({ id: record.id, reason, raw: record })
      continue
    }

    const hash = payloadHash(record)
    const row = known.get(record.id)
    if (!row) sorted.created.push({ record, hash })
    else if (row.hash !== hash || row.isGone) sorted.changed.push({ record, hash, rowId: row.id })
    else sorted.unchanged.push(record.id)
  }

  return sorted
}

function faultOf<R extends { id: string }>(record: R, mirroring: Mirroring<R>): Fault {
  try {
    return textFault('id', record.id, 64) ?? mirroring.fault(record)
  } catch (error) {
    return `the record lacks a part that was agreed: ${(error as Error).message}`
  }
}

/** The first record this one names that is not here, or null when all are. */
export function missingParent<R extends { id: string }>(
  record: R,
  mirroring: Mirroring<R>,
  isHere: (entity: ErpEntity, id: string) => boolean
): ParentReference | null {
  return mirroring.parents(record).find((parent) => !isHere(parent.entity, parent.id)) ?? null
}
