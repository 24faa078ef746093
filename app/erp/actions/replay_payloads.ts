import type { ErpConnector, ErpEntity, ErpRecords } from '#contracts/erp'
import { within } from '#shared/database/transaction'
import { resolvedRows } from '#mirror/queries/resolved_rows'
import { knownRows } from '#mirror/queries/known_rows'
import { MIRRORINGS } from '#mirror/rules/mirrorings'
import { missingParent, sortPage } from '#mirror/rules/page_sorting'
import type { Mirroring } from '#mirror/rules/mirroring'
import ReapplyRecords from '#erp/actions/reapply_records'
import type ErpConnection from '#erp/models/erp_connection'
import { payloadsOf } from '#erp/queries/payload_days'
import { emptyReport, factDifferences, SHOWN_DIFFERENCES, type ReplayReport } from '#erp/rules/replay_report'

type AnyRecord = ErpRecords[ErpEntity]

const RECORDS_AT_ONCE = 200

/**
 * Understands one day of the archive anew and holds it against the mirror, without asking the ERP.
 * A record that came again on a later day is left alone: the archive knows better by then.
 */
export default class ReplayPayloads {
  private readonly report: ReplayReport = emptyReport()

  constructor(
    protected connection: ErpConnection,
    protected entity: ErpEntity
  ) {}

  async handle(day: string, applies: boolean): Promise<ReplayReport> {
    const connector = this.connection.connector()
    try {
      const records = await this.recordsOf(day, connector)
      this.report.records = records.size
      for (const id of await this.later(day, connector)) if (records.delete(id)) this.report.superseded++

      const all = [...records.values()]
      for (let start = 0; start < all.length; start += RECORDS_AT_ONCE) {
        const differing = await this.compare(all.slice(start, start + RECORDS_AT_ONCE))
        if (applies && differing.length > 0) this.report.applied += await new ReapplyRecords().handle(this.connection, this.entity, differing)
      }
      return this.report
    } finally {
      await connector.close().catch(() => {})
    }
  }

  /** The last of each record that the day delivered. */
  private async recordsOf(day: string, connector: ErpConnector): Promise<Map<string, AnyRecord>> {
    const records = new Map<string, AnyRecord>()
    for await (const payload of payloadsOf(this.connection.id, this.entity, day, 'on')) {
      const { records: understood, unreadable } = await this.understood(payload, connector)
      for (const record of understood) records.set(record.id, record)
      this.report.faulty.push(...unreadable.map(({ id, reason }) => ({ id, reason })))
      this.report.pages++
    }
    return records
  }

  private async later(day: string, connector: ErpConnector): Promise<Set<string>> {
    const ids = new Set<string>()
    for await (const payload of payloadsOf(this.connection.id, this.entity, day, 'after')) {
      for (const { id } of (await this.understood(payload, connector)).records) ids.add(id)
    }
    return ids
  }

  private async understood({ form, content }: { form: 'raw' | 'mapped'; content: unknown[] }, connector: ErpConnector) {
    if (form === 'mapped') return { records: content as AnyRecord[], unreadable: [] }
    const { description } = this.connection
    if (!connector.remap || !description) throw new Error('This connection can no longer understand what it kept raw')
    return connector.remap(this.entity, content, description)
  }

  /** The records that the mirror does not hold as the archive says, written into the report. */
  private async compare(records: AnyRecord[]): Promise<AnyRecord[]> {
    const mirroring = MIRRORINGS[this.entity] as Mirroring<AnyRecord>
    return within(undefined, async (trx) => {
      const known = await knownRows(this.entity, this.connection.id, records.map(({ id }) => id), trx)
      const present = records.filter(({ id }) => !known.get(id)?.isGone)
      this.report.gone += records.length - present.length
      const sorted = sortPage(present, known, mirroring)
      this.report.same += sorted.unchanged.length
      this.report.faulty.push(...sorted.faulty.map(({ id, reason }) => ({ id, reason })))

      for (const { record } of sorted.created) this.note({ id: record.id, kind: 'missing', columns: {} })
      for (const { record, rowId } of sorted.changed) {
        const row = await trx.from(mirroring.table).where('id', rowId).firstOrFail()
        const parents = new Map<string, number>()
        for (const parent of mirroring.parents(record)) {
          const found = await resolvedRows(parent.entity, this.connection.id, [parent.id], trx)
          if (found.has(parent.id)) parents.set(`${parent.entity}/${parent.id}`, found.get(parent.id)!.id)
        }
        const isWhole = missingParent(record, mirroring, (entity, id) => parents.has(`${entity}/${id}`)) === null
        const columns = isWhole ? factDifferences(row, mirroring.facts(record, (entity, id) => parents.get(`${entity}/${id}`)!)) : {}
        this.note({ id: record.id, kind: Object.keys(columns).length > 0 ? 'differs' : 'parts', columns })
      }
      return [...sorted.created, ...sorted.changed].map(({ record }) => record)
    })
  }

  private note(difference: ReplayReport['differences'][number]): void {
    this.report.differing++
    if (this.report.differences.length < SHOWN_DIFFERENCES) this.report.differences.push(difference)
  }
}

