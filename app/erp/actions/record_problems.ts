import type { DateTime } from 'luxon'
import type { ErpEntity } from '#contracts/erp'
import { sqlInstant } from '#shared/clock'
import { chunks, upsertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { ParentReference } from '#mirror/rules/mirroring'
import { rawOf } from '#erp/raw_records'
import { problemCause, type ProblemKind } from '#erp/rules/problem_cause'

export interface FoundProblem {
  id: string
  kind: ProblemKind
  reason: string
  raw: unknown
  missing?: ParentReference
}

const LONGEST_SAMPLE = 20_000
const LONGEST_REASON = 2_000
const IDS_IN_A_QUESTION = 400
const OVERWRITTEN = ['kind', 'cause', 'reason', 'sample', 'mapped', 'missing_entity', 'missing_id', 'times', 'last_seen_at', 'resolved_at']

/** Notes the records of a page that could not be kept; hands back those that are not to be skipped. */
export default class RecordProblems {
  async handle(
    connectionId: number,
    entity: ErpEntity,
    found: FoundProblem[],
    at: DateTime,
    trx?: Trx
  ): Promise<FoundProblem[]> {
    return within(trx, async (inner) => {
      const noted: FoundProblem[] = []
      const unique = [...new Map(found.map((problem) => [problem.id.slice(0, 64), problem])).entries()]

      for (const some of chunks(unique, IDS_IN_A_QUESTION)) {
        const known = await inner
          .from('sync_problems')
          .select('external_id', 'times', 'first_seen_at', 'skipped_at', 'sample', 'mapped')
          .where({ connection_id: connectionId, entity })
          .whereIn('external_id', some.map(([id]) => id))
        const before = new Map(known.map((row) => [row.external_id, row]))
        const counted = some.filter(([id]) => !before.get(id)?.skipped_at)
        noted.push(...counted.map(([, problem]) => problem))

        const rows = counted.map(([id, problem]) => ({
          connection_id: connectionId,
          entity,
          external_id: id,
          kind: problem.kind,
          cause: problemCause(problem.reason),
          reason: problem.reason.slice(0, LONGEST_REASON),
          sample: shortened(givenOf(problem)) ?? before.get(id)?.sample ?? null,
          mapped: shortened(understoodOf(problem)) ?? before.get(id)?.mapped ?? null,
          missing_entity: problem.missing?.entity ?? null,
          missing_id: problem.missing?.id.slice(0, 64) ?? null,
          times: (before.get(id)?.times ?? 0) + 1,
          first_seen_at: before.get(id)?.first_seen_at ?? sqlInstant(at),
          last_seen_at: sqlInstant(at),
          resolved_at: null,
        }))
        await upsertMany(inner, 'sync_problems', rows, ['connection_id', 'entity', 'external_id'], OVERWRITTEN)
      }

      return noted
    })
  }
}

/** What the ERP gave, as far as somebody remembers; a record that could not be read is nothing else. */
function givenOf({ kind, raw }: FoundProblem): unknown {
  return kind === 'waiting' || kind === 'failed' ? rawOf(raw) : (rawOf(raw) ?? raw)
}

/** What the mapping made of it, when it got so far. */
function understoodOf({ kind, raw }: FoundProblem): unknown {
  return kind === 'waiting' || kind === 'failed' || rawOf(raw) !== undefined ? raw : null
}

function shortened(payload: unknown): string | null {
  return payload === null || payload === undefined ? null : JSON.stringify(payload).slice(0, LONGEST_SAMPLE)
}
