import '#start/webhooks'
import emitter from '@adonisjs/core/services/emitter'
import CompanyDeparted from '#crm/events/company_departed'
import SendDepartures from '#erp/actions/send_departures'
import InvoiceStopped from '#billing/events/invoice_stopped'
import RunProposed from '#billing/events/run_proposed'
import PasswordResetAsked from '#identity/events/password_reset_asked'
import TokensReached from '#points/events/tokens_reached'
import BearTokenContract from '#service_contracts/actions/bear_token_contract'
import NotifyWhoMay from '#messaging/actions/notify_who_may'

/** Who reacts to what. Listeners run inside the transaction of the action that announces the fact. */
const notices = new NotifyWhoMay()

emitter.on(PasswordResetAsked, [() => import('#messaging/listeners/mail_password_reset'), 'handle'])

emitter.on(CompanyDeparted, ({ companyIds, trx }) => new SendDepartures().handle(companyIds, trx))

emitter.on(RunProposed, ({ run, trx }) =>
  notices.handle(
    {
      resource: 'billing_run',
      action: 'approve',
      except: run.madeById,
      sentence: 'billing.notices.run_proposed',
      values: { id: run.id, changes: run.changes },
      href: `/billing/runs/${run.id}`,
    },
    trx
  )
)

emitter.on(InvoiceStopped, ({ invoiceId, reason, trx }) =>
  notices.handle(
    {
      resource: 'posting',
      action: 'decide',
      sentence: 'billing.notices.invoice_stopped',
      values: { id: invoiceId, reason },
      href: `/billing/invoices/${invoiceId}`,
    },
    trx
  )
)

emitter.on(TokensReached, async ({ crossing, trx }) => {
  await new BearTokenContract().handle(crossing, trx)
})
