import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { sqlInstant } from '#shared/clock'
import { secondsSince } from '#shared/house/rules/seconds_since'
import type { MetricFigure, MetricSample } from '#shared/metrics/figures'
import { INVOICE } from '#erp/outbox/invoice_outbox_kind'
import { circuits } from '#erp/queries/circuits'

const ROWS = ['read', 'created', 'changed', 'waiting', 'failed', 'gone'] as const
const CIRCUIT_VALUES = { closed: 0, half_open: 1, open: 2 }

type Count = { total: number | string }

/** How fresh what was read is, per connection and entity, and how much the runs of the last day read. */
export async function syncFigures(at: DateTime): Promise<MetricFigure[]> {
  const names = await connectionNames()
  const labelled = (row: { connection_id: number; entity: string }) => ({ connection: names.get(Number(row.connection_id)) ?? '', entity: row.entity })
  const cursors = await db.from('sync_cursors').select('connection_id', 'entity', 'completed_at', 'is_paused')
  const read = cursors.filter((row) => row.completed_at !== null)
  const good = await db.from('sync_runs').where('state', 'done').select('connection_id').max('finished_at as at').groupBy('connection_id')
  const sums = await db
    .from('sync_run_entities')
    .join('sync_runs', 'sync_runs.id', 'sync_run_entities.run_id')
    .where('sync_runs.started_at', '>', sqlInstant(at.minus({ days: 1 })))
    .select('sync_runs.connection_id', 'sync_run_entities.entity', ...ROWS.map((name) => db.raw(`sum(${quoted(name)}) as ${quoted(`sum_${name}`)}`)))
    .groupBy('sync_runs.connection_id', 'sync_run_entities.entity')
  const problems = await db
    .from('sync_problems')
    .whereNull('resolved_at')
    .whereNull('skipped_at')
    .select('connection_id', 'entity', 'kind')
    .count('* as total')
    .groupBy('connection_id', 'entity', 'kind')

  return [
    { name: 'sync_lag_seconds', help: 'Seconds since an entity was last read to the end', samples: read.map((row) => ({ labels: labelled(row), value: secondsSince(row.completed_at, at)! })) },
    { name: 'sync_paused', help: 'Whether a person stopped the reading of an entity', samples: cursors.map((row) => ({ labels: labelled(row), value: row.is_paused ? 1 : 0 })) },
    {
      name: 'sync_last_success_timestamp_seconds',
      help: 'When a run of a connection last ended well',
      samples: good.map((row) => ({ labels: { connection: names.get(Number(row.connection_id)) ?? '' }, value: at.toSeconds() - secondsSince(row.at, at)! })),
    },
    {
      name: 'sync_rows_last_day',
      help: 'Records by what became of them in the runs of the last 24 hours',
      samples: sums.flatMap((row) => ROWS.map((outcome) => ({ labels: { ...labelled(row), outcome }, value: Number(row[`sum_${outcome}`]) }))),
    },
    { name: 'sync_problems', help: 'Records that could not be kept and wait for somebody', samples: problems.map((row) => ({ labels: { ...labelled(row), kind: row.kind }, value: Number(row.total) })) },
  ]
}

/** Whether the ERPs are called, and what waits to reach them or came from them. */
export async function linkFigures(): Promise<MetricFigure[]> {
  const names = await connectionNames()
  const known = await circuits()
  const postings = await db.from('outbox_messages').where('kind', INVOICE).select('state').count('* as total').groupBy('state')
  const received = await db.from('received_webhooks').select('state').count('* as total').groupBy('state')
  const refused = await db.from('webhook_refusals').select('reason').sum('times as total').groupBy('reason')

  return [
    {
      name: 'erp_circuit_state',
      help: 'Whether an ERP is called: 0 yes, 1 one call tries, 2 not for a while',
      samples: [...names].map(([id, connection]) => ({ labels: { connection }, value: CIRCUIT_VALUES[known.get(id)?.state ?? 'closed'] })),
    },
    { name: 'postings', help: 'Invoices on their way to an ERP or there, by state', samples: counted(postings, 'state') },
    { name: 'webhooks_received', help: 'Webhooks of ERPs in the inbox, by state', samples: counted(received, 'state') },
    { name: 'webhooks_refused', help: 'Webhooks that were refused in the last three months, by reason', samples: counted(refused, 'reason') },
  ]
}

function counted(rows: (Record<string, string> & Count)[], label: string): MetricSample[] {
  return rows.map((row) => ({ labels: { [label]: row[label] }, value: Number(row.total) }))
}

async function connectionNames(): Promise<Map<number, string>> {
  const rows = await db.from('erp_connections').select('id', 'name')
  return new Map(rows.map(({ id, name }) => [Number(id), name]))
}

/** `read` is a word of MySQL's own. */
function quoted(name: string): string {
  return db.connection().dialect.name === 'mysql' ? `\`${name}\`` : `"${name}"`
}
