import type { DateTime } from 'luxon'
import { now } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import AuditEvent from '#identity/models/audit_event'

export interface AuditEntry {
  /** What happened, in the past tense or as a fact: `role.edited`, `sign_in.failed`. */
  kind: string
  userId?: number | null
  subjectType?: string
  subjectId?: number | string
  ip?: string | null
  details?: Record<string, unknown>
}

/** Adds one line to the audit trail. */
export default class RecordAudit {
  async handle(entry: AuditEntry, trx?: Trx, at: DateTime = now()): Promise<void> {
    await AuditEvent.create(
      {
        at,
        kind: entry.kind,
        userId: entry.userId ?? null,
        subjectType: entry.subjectType ?? null,
        subjectId: entry.subjectId === undefined ? null : String(entry.subjectId),
        ip: entry.ip ?? null,
        details: entry.details ?? null,
      },
      { client: trx }
    )
  }
}
