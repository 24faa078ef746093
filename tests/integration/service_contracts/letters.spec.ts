import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { mailFile } from '#messaging/mail_attachments'
import { currentPdf } from '#shared/pdf/pdf'
import ApplyRevaluation from '#service_contracts/actions/apply_revaluation'
import ComputeRevaluation from '#service_contracts/actions/compute_revaluation'
import RecordNotice from '#service_contracts/actions/record_notice'
import ReleaseLetter from '#service_contracts/actions/release_letter'
import RemindOfRenewals from '#service_contracts/actions/remind_of_renewals'
import RenewDueContracts from '#service_contracts/actions/renew_due_contracts'
import WriteLetter from '#service_contracts/actions/write_letter'
import WriteRunLetters from '#service_contracts/actions/write_run_letters'
import { runLetters } from '#service_contracts/queries/letters/letters'
import { printedLetter, type LetterContent, type LetterKind } from '#service_contracts/rules/renewal/letter'
import BillingWorld from '#tests/support/billing_world'
import { indexValue, policyOnCpi } from '#tests/support/indexation'

const on = calendarDate
const TODAY = on('2026-09-10')

test.group('Letters to customers', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const tacit = { ends_on: '2027-01-01', term_months: 12, renewal_mode: 'tacit', notice_count: 3, notice_unit: 'month', deadline_on: '2026-10-01' }
  const year = async (company: object = {}, more: object = {}) => world.contract(['100.00'], { ...tacit, company_id: await world.company({ name: 'Pop & Fiii', country: 'US', email: 'ana@example.com', language: 'en', ...company }), ...more })
  const write = (id: number, kind: LetterKind, day = TODAY) => new WriteLetter().handle(id, kind, day)
  const letter = async (id: number) => db.from('contract_letters').where('id', id).firstOrFail()
  const content = async (id: number): Promise<LetterContent> => JSON.parse((await letter(id)).content)
  const text = async (id: number) => JSON.stringify(await content(id))

  test('announce a renewal in the language of the customer', async ({ assert }) => {
    const said = { en: 'runs until 31 Dec 2026. Unless notice reaches us by 1 Oct 2026', es: 'hasta el 31 dic 2026', ro: 'până la 31 dec. 2026' }
    for (const [language, sentence] of Object.entries(said)) {
      const { id } = await year({ language })
      const { id: letterId } = await write(id, 'renewal_announced')
      assert.include(await text(letterId), sentence)
      assert.equal((await letter(letterId)).locale, language)
    }
  })

  test('are written once for one fact, and again once discarded', async ({ assert }) => {
    const { id } = await year()
    const first = await write(id, 'renewal_announced')
    assert.deepEqual(await write(id, 'renewal_announced'), { id: first.id, isNew: false })
    await new ReleaseLetter().handle(first.id, 'discarded', world.maker)
    assert.isTrue((await write(id, 'renewal_announced')).isNew)
    assert.lengthOf(await db.from('contract_letters'), 1)
  })

  test('stay as they were written, to the byte of the print', async ({ assert }) => {
    const { id } = await year()
    const { id: letterId } = await write(id, 'renewal_announced')
    const print = async () => (await currentPdf()).print(printedLetter(await content(letterId), 'L', '2026-09-10T08:00:00Z'))
    const before = await print()
    await db.from('contract_lines').update({ unit_price: '999.00' })
    await db.from('companies').update({ name: 'Renamed' })
    assert.isTrue(before.equals(await print()))
  })

  test('confirm a renewal with its prices, and a notice that came late', async ({ assert }) => {
    const { id } = await year()
    await assert.rejects(() => write(id, 'renewal_done'), /not renewed/)
    await new RenewDueContracts().handle(on('2026-10-02'))
    const done = await text((await write(id, 'renewal_done')).id)
    assert.include(done, 'from 1 Jan 2027 until 31 Dec 2027')
    assert.include(done, '100.00 EUR')

    const late = await year()
    const notice = { givenBy: 'customer', person: null, channel: 'email', receivedOn: on('2026-10-05'), reason: null, effectiveOn: null, overrideReason: null } as const
    await new RecordNotice().handle(late.id, notice, on('2026-10-05'), world.maker)
    const confirmed = await text((await write(late.id, 'notice_confirmed')).id)
    assert.include(confirmed, 'received your notice on 5 Oct 2026')
    assert.include(confirmed, 'came after 1 Oct 2026')
  })

  test('leave as a mail that is a row first, once, and not without an address', async ({ assert }) => {
    const { id } = await year()
    const { id: letterId } = await write(id, 'renewal_announced')
    await new ReleaseLetter().handle(letterId, 'mailed', world.maker)
    const mail = await db.from('mails').firstOrFail()
    assert.containsSubset(mail, { to_address: 'ana@example.com', template: 'contract_letter', locale: 'en', state: 'queued' })
    assert.match(mail.subject, /^Renewal of contract T-/)
    const values = JSON.parse(mail.template_values)
    const file = (await mailFile(values.attached))!
    assert.equal(file.filename, `${(await db.from('contract_letters').where('id', letterId).firstOrFail()).number}.pdf`)
    assert.equal(file.content.subarray(0, 5).toString(), '%PDF-')
    assert.isTrue(file.content.equals((await mailFile(values.attached))!.content))
    await assert.rejects(() => new ReleaseLetter().handle(letterId, 'printed', world.maker), /left already/)

    const silent = await year({ email: null })
    const { id: postal } = await write(silent.id, 'renewal_announced')
    await assert.rejects(() => new ReleaseLetter().handle(postal, 'mailed', world.maker), /no e-mail address/)
    await new ReleaseLetter().handle(postal, 'printed', world.maker)
    assert.lengthOf(await db.from('mails'), 1)
  })

  test('about new prices carry the figures of the index, one for each contract of the run', async ({ assert }) => {
    const revaluationPolicy = await policyOnCpi()
    for (const [month, value] of [['2024-12', '100'], ['2025-12', '110']]) await indexValue(month, value)
    for (const _ of [1, 2, 3]) await year({}, { starts_on: '2025-01-01', revaluation_policy_id: revaluationPolicy, line: { starts_on: '2025-01-01' } })
    const run = await new ComputeRevaluation().open(on('2026-01-01'), on('2026-01-31'), world.maker)
    await new ComputeRevaluation().handle(run.id)
    await new ApplyRevaluation().handle(run.id, (await run.refresh()).revision, world.approver)

    assert.equal(await new WriteRunLetters().handle(run.id, TODAY), 3)
    assert.equal(await new WriteRunLetters().handle(run.id, TODAY), 0)
    const [first] = await db.from('contract_letters').orderBy('id')
    const written = await text(Number(first.id))
    for (const part of ['100.00', '110.00', '10 %', '100 of 2024-12', '110 of 2025-12']) assert.include(written, part)

    assert.equal(await new WriteRunLetters().send(run.id, world.maker), 3)
    assert.containsSubset(await runLetters(run.id), { contracts: 3, written: 3, mailed: 3, drafts: 0 })
  })

  test('remind a customer within the window of the country, once for each term, and tell us of the deadline', async ({ assert }) => {
    await db.table('reminder_windows').insert({ country: 'US', from_days: 30, to_days: 15, version: 1, created_at: '2026-01-01', updated_at: '2026-01-01' })
    const { id } = await year()
    await year({ country: 'ES' })
    const remind = (day: string) => new RemindOfRenewals().handle(on(day))
    assert.deepEqual(await remind('2026-08-01'), { alerts: 0, letters: 0 })
    assert.deepEqual(await remind('2026-08-03'), { alerts: 2, letters: 0 })
    assert.deepEqual(await remind('2026-09-01'), { alerts: 0, letters: 1 })
    assert.deepEqual(await remind('2026-09-02'), { alerts: 0, letters: 0 })
    assert.equal((await db.from('contract_letters').firstOrFail()).service_contract_id, id)
    assert.isAbove((await db.from('notifications').where('sentence', 'renewal.notices.deadline')).length, 0)
  })

  test('a contract may say its own window and its own alert', async ({ assert }) => {
    await year({ country: 'ES' }, { reminder_from_days: 45, reminder_to_days: 40, alert_days: 10 })
    assert.deepEqual(await new RemindOfRenewals().handle(on('2026-08-20')), { alerts: 0, letters: 1 })
    assert.deepEqual(await new RemindOfRenewals().handle(on('2026-09-21')), { alerts: 1, letters: 0 })
  })
})
