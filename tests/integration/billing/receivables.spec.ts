import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import type { Actor } from '#shared/actor'
import ExcludeFromReminders from '#billing/actions/exclude_from_reminders'
import SaveReminderLevels from '#billing/actions/save_reminder_levels'
import SendReminders from '#billing/actions/send_reminders'
import { customerStatement } from '#billing/queries/customer_statement'
import { openDueDates } from '#billing/queries/open_due_dates'
import { receivablePart } from '#billing/queries/receivable_part'
import { companyReceivables, receivables } from '#billing/queries/receivables'
import { reminderLevels } from '#billing/queries/reminder_levels'
import { reminderProposals } from '#billing/queries/reminder_proposals'
import { ownQueue } from '#tests/support/bell'
import { erpInvoice } from '#tests/support/erp_records'
import { actorFor, personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'
import '#start/events'

const day = calendarDate
const TODAY = day('2026-06-30')

test.group('Receivables, statements and reminders', (group) => {
  let sync: SyncWorld
  let clerk: Actor
  let company: Record<string, any>

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const own = ownQueue()
    sync = await SyncWorld.build()
    sync.fill(1)
    await sync.sync()
    clerk = await actorFor(await personWithRole('billing'))
    company = await db.from('companies').where('name', 'Customer 0001').firstOrFail()
    await db.from('companies').where('id', company.id).update({ email: 'cuentas@roca.example', language: 'es' })
    await db.from('erp_due_dates').delete()
    await db.from('erp_invoices').delete()
    await invoice('A', '2026-03-01', 12_100, 4_100, '2026-03-31')
    await invoice('B', '2026-06-01', 6_050, 6_050, '2026-07-01')
    await invoice('C', '2026-06-05', -1_210, 0, '2026-06-05')
    await payment('P1', '2026-04-15', 5_000, 'A')
    await payment('P2', '2026-06-10', 3_000, 'A')
    return own.restore
  })

  const ids = new Map<string, number>()
  async function invoice(number: string, issued: string, totalCents: number, openCents: number, due: string) {
    const theirs = erpInvoice(number, '0001', { number, issuedOn: day(issued), totalCents, netCents: totalCents, taxCents: 0, openCents })
    const at = '2026-06-30 00:00:00'
    const row = { connection_id: sync.connection.id, external_id: number, payload_hash: 'x', mirrored_at: at, number, reference: null, customer_id: company.customer_id, state: openCents ? 'posted' : 'paid', issued_on: theirs.issuedOn, currency: 'EUR', net_cents: totalCents, tax_cents: 0, total_cents: totalCents, open_cents: openCents, line_count: 1, due_dates: '[]' }
    const [id] = await db.table('erp_invoices').insert(row)
    ids.set(number, Number(id))
    await db.table('erp_due_dates').insert({ erp_invoice_id: id, external_id: '1', customer_id: company.customer_id, due_on: due, currency: 'EUR', amount_cents: totalCents, open_cents: openCents, state: openCents === 0 ? 'paid' : openCents === totalCents ? 'open' : 'partial' })
  }
  async function payment(number: string, on: string, cents: number, of: string) {
    const row = { connection_id: sync.connection.id, external_id: number, payload_hash: 'x', mirrored_at: '2026-06-30 00:00:00', number, customer_id: company.customer_id, kind: 'payment', paid_on: on, currency: 'EUR', amount_cents: cents, is_cancelled: false }
    const [id] = await db.table('erp_payments').insert(row)
    await db.table('erp_payment_shares').insert({ erp_payment_id: id, external_id: '1', erp_invoice_id: ids.get(of), currency: 'EUR', amount_cents: cents })
  }
  const aged = async (on: string) => {
    const { rows } = await receivables({ on: day(on), today: TODAY }, 1)
    return rows.map(({ buckets, totalCents }) => [buckets.not_due, buckets.to_30, buckets.to_60, buckets.to_90, buckets.over_90, totalCents])
  }
  const levels = async () => (await reminderProposals(TODAY)).flatMap(({ invoices }) => invoices.map(({ number, level }) => `${number} ${level ?? '-'}`))

  test('what is open stands in the bucket of its lateness, today and on any day before', async ({ assert }) => {
    // 121.00 less 50.00 in April and 30.00 in June; due on 31 March, 91 days before 30 June
    assert.deepEqual(await aged('2026-06-30'), [[6_050, 0, 0, 0, 4_100, 10_150]])
    // before the payment of 10 June, when the credit of 5 June stood already settled by nothing
    assert.deepEqual(await aged('2026-05-15'), [[0, 0, 7_100, 0, 0, 7_100]])
    // before both payments
    assert.deepEqual(await aged('2026-04-10'), [[0, 12_100, 0, 0, 0, 12_100]])
    assert.deepEqual(await aged('2026-02-01'), [])
    const detail = await companyReceivables(company.id, TODAY, TODAY)
    assert.deepEqual(detail.rows.map(({ number, bucket, openCents }) => [number, bucket, openCents]), [['A', 'over_90', 4_100], ['B', 'not_due', 6_050]])
  })

  test('a site of another company of the ERP has nothing to do with it', async ({ assert }) => {
    assert.isEmpty(await openDueDates({ on: TODAY, today: TODAY, siteId: 999_999 }))
    assert.isEmpty(await openDueDates({ on: TODAY, today: TODAY, erpCompanyId: 999_999 }))
  })

  test('a statement begins with what was owed and ends with what is, each row a link', async ({ assert }) => {
    const { statements, openNow } = await customerStatement(company.id, day('2026-04-01'), day('2026-07-01'))
    // 121.00 owed; 50.00 paid; 60.50 invoiced; 12.10 credited; 30.00 paid: 89.40
    assert.containSubset(statements[0], { currency: 'EUR', openingCents: 12_100, invoicedCents: 6_050, creditedCents: -1_210, paidCents: -8_000, closingCents: 8_940 })
    assert.deepEqual(statements[0].rows.map(({ number, balanceCents }) => [number, balanceCents]), [['P1', 7_100], ['B', 13_150], ['C', 11_940], ['P2', 8_940]])
    assert.equal(statements[0].rows[1].href, `/mirror/invoices/${ids.get('B')}`)
    assert.deepEqual(openNow, [{ currency: 'EUR', cents: 10_150 }])
  })

  test('a late invoice is reminded of once at each level, by a mail in the language of the customer', async ({ assert }) => {
    assert.deepEqual(await levels(), ['A 1'])
    assert.equal(await new SendReminders().handle([ids.get('A')!], clerk, TODAY), 1)
    assert.deepEqual(await levels(), ['A -'])
    const mail = await db.from('mails').orderBy('id', 'desc').firstOrFail()
    assert.include(mail, { to_address: 'cuentas@roca.example', locale: 'es', template: 'reminder' })
    assert.match(mail.subject, /^Recordatorio de pago: 41,00/)
    assert.match(JSON.parse(mail.template_values).lines, /Factura A, vencida el 31 mar 2026: 41,00/)
    assert.isNotNull(await db.from('outbox_messages').where({ subject_type: 'mail', subject_id: mail.id }).first())

    await assert.rejects(() => new SendReminders().handle([ids.get('A')!], clerk, TODAY), /reminded of one of these invoices meanwhile/)
    await assert.rejects(() => db.table('reminder_invoices').insert({ reminder_id: 1, erp_invoice_id: ids.get('A'), level: 1, currency: 'EUR', open_cents: 1, due_on: '2026-03-31' }))
    const part = await receivablePart({ ...company, email: null } as never, clerk)
    assert.containSubset(part!.reminders, [{ level: 1, mail_state: 'queued', invoices: [{ number: 'A' }] }])
  })

  test('a disputed invoice is left out until it is taken back in, a promised one until its day', async ({ assert }) => {
    const exclude = new ExcludeFromReminders()
    const id = ids.get('A')!
    await exclude.handle(id, { kind: 'dispute', reason: 'Two hours too many', until: null }, clerk, TODAY)
    assert.deepEqual(await levels(), ['A -'])
    await assert.rejects(() => new SendReminders().handle([id], clerk, TODAY), /meanwhile/)
    await exclude.undo(id, clerk)
    assert.deepEqual(await levels(), ['A 1'])

    await assert.rejects(() => exclude.handle(id, { kind: 'promise', reason: 'On Friday', until: null }, clerk, TODAY), /until when/)
    await assert.rejects(() => exclude.handle(id, { kind: 'promise', reason: 'On Friday', until: day('2026-06-29') }, clerk, TODAY), /passed/)
    await exclude.handle(id, { kind: 'promise', reason: 'On Friday', until: TODAY }, clerk, TODAY)
    assert.deepEqual(await levels(), ['A -'])
    assert.deepEqual((await reminderProposals(day('2026-07-01')))[0].invoices.map(({ level }) => level), [1])
  })

  test('nobody without an address is written to, and the company’s own words are used', async ({ assert }) => {
    const own = await reminderLevels()
    own[0].texts.es = { subject: 'Aviso a {company}', body: 'Deben {total}' }
    await new SaveReminderLevels().handle(own, clerk)
    await assert.rejects(() => new SaveReminderLevels().handle([own[1], { ...own[0], level: 2 }, own[2]], clerk), /later than the one before/)
    await db.from('companies').where('id', company.id).update({ email: null })
    await assert.rejects(() => new SendReminders().handle([ids.get('A')!], clerk, TODAY), /meanwhile/)

    await db.from('companies').where('id', company.id).update({ email: 'a@roca.example' })
    await new SendReminders().handle([ids.get('A')!], clerk, TODAY)
    assert.equal((await db.from('mails').orderBy('id', 'desc').firstOrFail()).subject, 'Aviso a Customer 0001')
  })
})
