import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import type { DeliveryState } from '#shared/outbox/rules/delivery_protocol'
import ErpConnection from '#erp/models/erp_connection'
import StockIssue from '#erp/models/stock_issue'
import { STOCK_MOVE } from '#erp/outbox/document_delivery'
import { messagesAbout, outgoingIn, outgoingStanding } from '#erp/queries/outgoing_documents'

export const ON_ITEM = 'installed_item'
const SHOWN = 30

/** Stock issues whose message is in a state, with what they were used for. */
export async function stockIssuesIn(state: DeliveryState, before?: number) {
  const { messages, next } = await outgoingIn(STOCK_MOVE, state, before)
  const issues = await StockIssue.query().whereIn('id', messages.map(({ subjectId }) => subjectId)).preload('product')
  const items = await itemsOf(issues)
  const issueOf = new Map(issues.map((issue) => [issue.id, issue]))
  const rows = messages.flatMap((message) => {
    const issue = issueOf.get(Number(message.subjectId))
    return issue ? [{ message, issue, item: items.get(issue.subjectId) ?? null }] : []
  })
  return { rows, next }
}

/** One stock issue, what the ERP made of it, and what may be done about it. */
export async function stockIssuePage(id: number) {
  const issue = await StockIssue.query().where('id', id).preload('product').firstOrFail()
  const item = (await itemsOf([issue])).get(issue.subjectId) ?? null
  const standing = await outgoingStanding(STOCK_MOVE, id, {
    connectionId: issue.connectionId,
    companyId: item ? Number(item.company_id) : null,
    productId: issue.productId,
    theirs: null,
    mendHref: issue.reversesId === null ? `/erp/stock-issues/${id}/edit` : null,
  })
  const reversal = await StockIssue.findBy('reversesId', id)
  const site = await db.from('erp_sites').where({ connection_id: issue.connectionId, external_id: issue.siteKey }).first()
  const reverses = issue.reversesId === null ? null : await StockIssue.find(issue.reversesId)
  const canReverse = issue.reversesId === null && reversal === null && standing.message.state === 'done' && Boolean(standing.connection.description?.capabilities.stock?.reverses)

  return { issue, item, site, reversal, reverses, canReverse, ...standing }
}

/** The parts used on an installed item, newest first, each with what the ERP says of it. */
export async function partsUsed(item: Row, actor: Actor): Promise<Record<string, unknown>> {
  if (!actor.may('stock_issue', 'view')) return {}
  const issues = await StockIssue.query().where({ subjectType: ON_ITEM, subjectId: item.id }).preload('product').orderBy('id', 'desc').limit(SHOWN)
  const messages = await messagesAbout(STOCK_MOVE, issues.map(({ id }) => id))
  const mayIssue = actor.may('stock_issue', 'issue')
  const canIssue = (await connectionsWithStock()).length > 0
  const reversed = new Map(issues.flatMap((issue) => (issue.reversesId === null ? [] : [[issue.reversesId, issue]])))

  return {
    item,
    isShown: issues.length > 0 || mayIssue,
    offers: mayIssue && canIssue,
    whyNot: mayIssue && !canIssue,
    parts: issues.map((issue) => ({ issue, message: messages.get(issue.id), isReversal: issue.reversesId !== null, reversal: reversed.get(issue.id) ?? null })),
  }
}

/** Where stock can be issued from: the ERPs that allow it, and their sites that keep stock. */
export async function issuingSites() {
  const connections = await connectionsWithStock()
  const ids = connections.map(({ id }) => id)
  const rows = ids.length ? await db.from('erp_sites').whereIn('connection_id', ids).where({ has_stock: true, is_active: true }).whereNull('gone_at').orderBy('name') : []
  const sites = rows.map(({ external_id: key, code, name }) => ({ value: String(key), label: `${code} · ${name}` }))

  return { sites, connections, tellsSerials: connections.some(({ description }) => description?.capabilities.stock?.serials), tellsLocations: connections.some(({ description }) => description?.capabilities.stock?.locations) }
}

async function connectionsWithStock(): Promise<ErpConnection[]> {
  const connections = await ErpConnection.query().where('isActive', true).orderBy('name')
  return connections.filter(({ description }) => description?.capabilities.stock)
}

async function itemsOf(issues: StockIssue[]): Promise<Map<number, Row>> {
  const ids = issues.filter(({ subjectType }) => subjectType === ON_ITEM).map(({ subjectId }) => subjectId)
  const rows = ids.length ? await db.from('installed_items').whereIn('id', ids) : []
  return new Map(rows.map((row) => [Number(row.id), row as Row]))
}
