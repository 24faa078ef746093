/** Every job and every kind of outbox message, so that any process can work on what another one queued. */
import '#shared/outbox/jobs'
import '#shared/queue/clear_old_jobs'
import '#erp/outbox/invoice_outbox_kind'
import '#shared/records/imports/jobs'
import '#messaging/outbox/mail_outbox_kind'
