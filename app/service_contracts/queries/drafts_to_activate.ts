import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { RecordList } from '#shared/records/queries/record_list'
import { onlyReachable } from '#shared/records/queries/visibility'
import { listRequest } from '#shared/records/rules/list_request'
import type { Row } from '#shared/records/record_type'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import { obstaclesOf, type StepObstacle } from '#service_contracts/rules/signing/next_steps'

/** So many drafts are put into force at once; the page says how many are left. */
export const MOST_AT_ONCE = 200

export interface DraftToActivate {
  row: Row
  company: string
  obstacles: StepObstacle[]
}

type Query = Record<string, unknown>

/** The drafts among the contracts that a list shows, each with every reason why it cannot come into force yet. */
export async function draftsOfList(query: Query, actor: Actor): Promise<{ drafts: DraftToActivate[]; left: number }> {
  const request = { ...listRequest(SERVICE_CONTRACT, { ...query, f_status: 'draft' }), cursor: null }
  const list = new RecordList(SERVICE_CONTRACT, request, actor)
  const [{ rows }, { count }] = [await list.page(MOST_AT_ONCE), await list.count()]
  return { drafts: await withObstacles(rows), left: count - rows.length }
}

/** The drafts of some ids that a person may put into force. */
export async function draftsByIds(ids: readonly number[], actor: Actor): Promise<Row[]> {
  const rows = db.from('service_contracts').select('service_contracts.*').whereIn('service_contracts.id', ids.slice(0, MOST_AT_ONCE)).where('service_contracts.status', 'draft').orderBy('service_contracts.id')
  onlyReachable(rows, SERVICE_CONTRACT, actor, 'edit')
  return rows
}

async function withObstacles(rows: Row[]): Promise<DraftToActivate[]> {
  const ids = rows.map(({ id }) => Number(id))
  const [lines, approvals, companies] = await Promise.all([
    db.from('contract_lines').whereIn('service_contract_id', ids).groupBy('service_contract_id').select('service_contract_id').count('* as n'),
    db.from('approvals').where('subject_type', 'service_contract').whereIn('subject_id', ids).orderBy('id').select('subject_id', 'state'),
    db.from('companies').whereIn('id', [...new Set(rows.map((row) => Number(row.company_id)))]).select('id', 'name'),
  ])
  const lineCounts = new Map(lines.map((row) => [Number(row.service_contract_id), Number(row.n)]))
  const states = new Map(approvals.map((row) => [Number(row.subject_id), row.state]))
  const names = new Map(companies.map((row) => [Number(row.id), String(row.name)]))
  return rows.map((row) => {
    const standing = {
      status: String(row.status),
      lineCount: lineCounts.get(Number(row.id)) ?? 0,
      flowId: row.approval_flow_id ? Number(row.approval_flow_id) : null,
      needsSignature: Boolean(row.needs_signature),
      signedOn: (row.signed_on as string | null) ?? null,
      approval: states.get(Number(row.id)) ?? null,
    }
    return { row, company: names.get(Number(row.company_id)) ?? '', obstacles: obstaclesOf(standing).activate }
  })
}
