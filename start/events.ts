import '#start/webhooks'
import emitter from '@adonisjs/core/services/emitter'
import CompanyDeparted from '#crm/events/company_departed'
import CompanyClassified from '#crm/events/company_classified'
import SendDepartures from '#erp/actions/send_departures'
import FollowNature from '#installed_base/actions/follow_nature'
import LoansOverdue from '#installed_base/events/loans_overdue'
import NoteReminderMail from '#billing/actions/note_reminder_mail'
import InvoiceStopped from '#billing/events/invoice_stopped'
import ReminderMade from '#billing/events/reminder_made'
import RunProposed from '#billing/events/run_proposed'
import PasswordResetAsked from '#identity/events/password_reset_asked'
import TokensReached from '#points/events/tokens_reached'
import BearTokenContract from '#service_contracts/actions/bear_token_contract'
import BearWarrantyContract from '#service_contracts/actions/bear_warranty_contract'
import EndWarrantyContract from '#service_contracts/actions/end_warranty_contract'
import CarryWarranty from '#service_contracts/actions/carry_warranty'
import ItemExchanged from '#installed_base/events/item_exchanged'
import ReviewAsked from '#warranty/events/review_asked'
import WarrantyAccepted from '#warranty/events/warranty_accepted'
import WarrantyWithdrawn from '#warranty/events/warranty_withdrawn'
import { onLogged } from '#shared/records/change_log'
import { followAgreement } from '#service_contracts/actions/follow_agreement'
import { agreementHashOf } from '#service_contracts/queries/signing/agreement'
import { offerApprovalSubject } from '#workflow/approval_subjects'
import DeadlineNear from '#service_contracts/events/deadline_near'
import LetterReleased from '#service_contracts/events/letter_released'
import { letterFile } from '#service_contracts/queries/letters/letter_file'
import { offerMailAttachment } from '#messaging/mail_attachments'
import SendMail from '#messaging/actions/send_mail'
import Notify from '#messaging/actions/notify'
import NotifyWhoMay from '#messaging/actions/notify_who_may'
import RequestAssigned from '#service_desk/events/request_assigned'

/** Who reacts to what. Listeners run inside the transaction of the action that announces the fact. */
const notices = new NotifyWhoMay()

emitter.on(PasswordResetAsked, [() => import('#messaging/listeners/mail_password_reset'), 'handle'])

emitter.on(CompanyDeparted, ({ companyIds, trx }) => new SendDepartures().handle(companyIds, trx))

emitter.on(CompanyClassified, ({ companyId, nature, trx }) => new FollowNature().handle(companyId, nature, trx))

offerMailAttachment('contract_letter', letterFile)
emitter.on(LetterReleased, async ({ letter: { id, to, locale, subject, text }, trx }) => {
  await new SendMail().handle({ to, template: 'contract_letter', locale, values: { subject, text, attached: `contract_letter:${id}` } }, trx)
})

emitter.on(DeadlineNear, ({ contract: { id, number, company, deadlineOn }, trx }) =>
  notices.handle(
    {
      resource: 'contract_renewal',
      action: 'decide',
      sentence: 'renewal.notices.deadline',
      values: { number, company, day: deadlineOn },
      href: `/service-contracts/contracts/${id}`,
    },
    trx
  )
)

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

emitter.on(LoansOverdue, ({ count, href, trx }) =>
  notices.handle({ resource: 'installed_item', action: 'edit', sentence: 'installed_base.notices.loans_overdue', values: { count }, href }, trx)
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

offerApprovalSubject({ type: 'service_contract', termsHash: agreementHashOf })
onLogged('agreements', followAgreement)

emitter.on(WarrantyAccepted, ({ warranty, trx }) => new BearWarrantyContract().handle(warranty, trx))

emitter.on(WarrantyWithdrawn, async ({ registrationId, trx }) => {
  await new EndWarrantyContract().handle(registrationId, null, trx)
})

emitter.on(ItemExchanged, ({ exchanged, trx }) => new CarryWarranty().handle(exchanged, trx))

emitter.on(ReviewAsked, ({ registration, trx }) =>
  notices.handle(
    {
      resource: 'warranty_registration',
      action: 'decide',
      except: registration.madeById,
      sentence: 'warranty.notices.review',
      values: { number: registration.number, serial: registration.serial },
      href: `/warranty/registrations/${registration.id}`,
    },
    trx
  )
)

emitter.on(RequestAssigned, ({ request: { id, number, subject, assigneeId }, trx }) =>
  new Notify().handle({ userIds: [assigneeId], sentence: 'service_desk.notices.assigned', values: { number, subject }, href: `/service-desk/requests/${id}` }, trx)
)

emitter.on(ReminderMade, async ({ letter: { reminderId, ...letter }, trx }) => {
  const mail = await new SendMail().handle({ template: 'reminder', ...letter }, trx)
  await new NoteReminderMail().handle(reminderId, mail.id, trx)
})
