import type { ErpEntity } from '#contracts/erp'
import type { Fault } from '#mirror/rules/facts'

export type Row = Record<string, unknown>

/** A record of the ERP that another one names. */
export interface ParentReference {
  entity: ErpEntity
  id: string
}

/** Our identifier of a mirrored record that is known to be here. */
export type ParentIds = (entity: ErpEntity, externalId: string) => number

/** A table of parts, such as lines, whose rows carry `external_id`. */
export interface PartTable<R> {
  table: string
  parentColumn: string
  rows(record: R, idOf: ParentIds, connectionId: number): Row[]
}

/** How one entity of the ERP is kept here. Pure: tables are named, not touched. */
export interface Mirroring<R extends { id: string }> {
  table: string
  /** Why this record cannot be kept, in a sentence. */
  fault(record: R): Fault
  /** The records that must be here before this one. */
  parents(record: R): ParentReference[]
  facts(record: R, idOf: ParentIds): Row
  parts: PartTable<R>[]
}
