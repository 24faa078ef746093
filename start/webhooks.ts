import emitter from '@adonisjs/core/services/emitter'
import { onLogged } from '#shared/records/change_log'
import InvoiceStopped from '#billing/events/invoice_stopped'
import RunProposed from '#billing/events/run_proposed'
import AnnounceEvent, { type Announcement } from '#erp/actions/announce_event'
import { onMirrored } from '#erp/followers'
import { eventOfChange } from '#erp/rules/webhook_events'

/** Which facts endpoints outside may hear of. All of it runs in the transaction that makes the fact true. */
const announce = new AnnounceEvent()

onLogged('webhooks', async (changes, trx) => {
  const facts = changes.flatMap((change): Announcement[] => {
    const type = eventOfChange(change)
    return type ? [{ type, data: { id: change.recordId, fields: Object.keys(change.changes) } }] : []
  })
  await announce.handle(facts, trx)
})

onMirrored('customer', 'webhooks', async (rows, trx) => {
  const born = rows.filter(({ change }) => change === 'created').map(({ id }) => id)
  if (born.length === 0) return
  const companies = await trx.from('companies').whereIn('customer_id', born).select('id')
  await announce.handle(companies.map(({ id }) => ({ type: 'company.created' as const, data: { id: Number(id), fields: [] } })), trx)
})

emitter.on(RunProposed, ({ run, trx }) =>
  announce.handle([{ type: 'billing_run.proposed', data: { id: run.id, changes: run.changes } }], trx)
)

emitter.on(InvoiceStopped, ({ invoiceId, reason, trx }) =>
  announce.handle([{ type: 'invoice.stopped', data: { id: invoiceId, reason } }], trx)
)
