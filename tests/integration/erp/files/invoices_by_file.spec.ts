import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import type { InvoiceToPost } from '#contracts/erp'
import type { Queue } from '#contracts/queue'
import { sqlInstant } from '#shared/clock'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import SweepOutbox from '#shared/outbox/actions/sweep_outbox'
import { enqueue } from '#shared/outbox/enqueue'
import OutboxMessage from '#shared/outbox/outbox_message'
import { registerConnector } from '#erp/connector_kinds'
import FilesConnector from '#erp/connectors/files/files_connector'
import { presetFiles } from '#erp/connectors/files/files_language'
import LocalFolder from '#erp/connectors/files/local_folder'
import ErpConnection from '#erp/models/erp_connection'
import '#erp/outbox/invoice_outbox_kind'
import { ownQueue } from '#tests/support/bell'
import FolderErp from '#tests/support/folder_erp'
import { invoiceOf } from '#tests/support/posting_world'

const ours = (reference: string, more: Partial<InvoiceToPost> = {}) => invoiceOf(reference, { customerId: 'C1', ...more })
let worlds = 0

test.group('Invoices that go out as files', (group) => {
  let house: FolderErp
  let queue: Queue
  let connection: ErpConnection
  let waitMs = 0

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    house = await new FolderErp(await mkdtemp(join(tmpdir(), 'posting-erp-'))).start()
    house.isAtWork = false
    waitMs = 0
    registerConnector({ kind: 'files_test', settings: [], open: (_, id) => connector(id) })
    const values = { kind: 'files_test', settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7 }
    connection = await ErpConnection.create({ id: 800_000 + ++worlds, name: 'By files', ...values, description: await connector(null).describe() })
    const own = ownQueue()
    queue = own.queue
    return own.restore
  })
  group.each.teardown(() => house.stop())

  const connector = (id: number | null) => new FilesConnector(new LocalFolder(house.folder, [tmpdir()]), presetFiles('one_folder'), id, waitMs)
  const send = async (invoice: InvoiceToPost) => {
    const outgoing = { subjectType: 'test', subjectId: 1, reference: invoice.reference, target: String(connection.id), payload: { ...invoice } }
    const { id } = await enqueue('invoice', outgoing)
    await queue.drain()
    return id
  }
  const later = async (minutes: number) => {
    await db.from('jobs').delete()
    const at = (ago: number) => sqlInstant(DateTime.utc().minus({ minutes: ago }))
    await db.from('outbox_messages').whereNotNull('sent_at').update({ sent_at: at(minutes) })
    await db.from('outbox_messages').whereNotNull('next_attempt_at').update({ next_attempt_at: at(0) })
    await new SweepOutbox().handle()
    await queue.drain()
  }
  const written = () => readdir(join(house.folder, 'out'))
  const fresh = (id: number) => OutboxMessage.findOrFail(id)
  const taken = async () => {
    house.isAtWork = true
    for (let tries = 0; (await written()).some((name) => !name.startsWith('.')) && tries < 200; tries++) await new Promise((resolve) => setTimeout(resolve, 20))
    while (!(await readdir(join(house.folder, 'in'))).some((name) => /^answers_\d+\.csv$/.test(name))) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  test('what the ERP has not answered is unknown, stays so past every window, and is never written twice', async ({ assert }) => {
    const id = await send(ours('SVC-WAIT'))
    assert.deepEqual(await written(), ['SVC-WAIT.csv'])
    for (const minutes of [1, 5, 60, 60 * 30]) {
      await later(minutes)
      assert.containSubset((await fresh(id)).toJSON(), { state: 'unknown', attempts: 1 })
    }
    assert.deepEqual(await written(), ['SVC-WAIT.csv'])
    assert.match((await fresh(id)).lastError!, /has not answered the file SVC-WAIT\.csv/)

    await taken()
    await later(1)
    const done = await fresh(id)
    assert.equal(done.state, 'done')
    assert.containSubset(done.reply, { number: 'FV2', netCents: 12_000, taxCents: 2_520, totalCents: 14_520, openCents: 14_520, customerId: 'C1' })
    assert.lengthOf((done.reply as { dueDates: unknown[] }).dueDates, 1)
    assert.deepEqual(house.taken, ['SVC-WAIT.csv'])
  })

  test('an answer that comes at once needs no second look', async ({ assert }) => {
    house.isAtWork = true
    waitMs = 10_000
    assert.equal((await fresh(await send(ours('SVC-FAST')))).state, 'done')
  })

  test('the file is written in the words of the mapping', async ({ assert }) => {
    const lines = [{ productId: 'P2', description: 'Mantenimiento; "ño"', quantity: '1.5', unitPrice: '33.33', netCents: 5_000, taxCode: 'R10' }]
    await send(ours('SVC-TEXT', { issuedOn: '2026-11-20' as never, netCents: 5_000, lines, text: 'Contrato C-1' }))
    const file = await readFile(join(house.folder, 'out', 'SVC-TEXT.csv'), 'latin1')

    assert.equal(
      file,
      'Reference;Customer;Date;Currency;Text;Line;Product;Description;Quantity;Price;Net;Tax code\r\n' +
        'SVC-TEXT;C1;20/11/2026;EUR;Contrato C-1;1;P2;"Mantenimiento; ""ño""";1,5;33,33;50,00;R10\r\n'
    )
  })

  test('a refusal reaches a person; sent again it is another file, and the first answer is not believed again', async ({ assert }) => {
    const id = await send(ours('SVC-NO', { customerId: 'C3' }))
    await taken()
    await later(5)
    await later(5)
    const refused = await fresh(id)
    assert.containSubset(refused.toJSON(), { state: 'refused', problemCode: 'customer_blocked', lastError: 'Customer C3 is blocked' })

    house.customers[2].Blocked = 'N'
    await new DecideDelivery().handle(id, 'retried', { actor: { id: 1, name: 'Ana' } })
    await queue.drain()
    await taken()
    await later(1)
    assert.equal((await fresh(id)).state, 'done')
    assert.deepEqual(house.taken, ['SVC-NO.csv', 'SVC-NO-2.csv'])
  })

  test('killed between noting and renaming, the file is released by the look-up and not written anew', async ({ assert }) => {
    const erp = connector(connection.id)
    const folder = new LocalFolder(house.folder, [tmpdir()])
    await erp.postInvoice(ours('SVC-DEAD')).catch(() => {})
    await folder.move({ below: 'out', name: 'SVC-DEAD.csv' }, { below: 'out', name: '.SVC-DEAD.csv.tmp' })

    await assert.rejects(() => erp.findInvoices('SVC-DEAD'), /has not answered/)
    assert.deepEqual(await written(), ['SVC-DEAD.csv'])
    await folder.move({ below: 'out', name: 'SVC-DEAD.csv' }, { below: 'done', name: 'taken by the ERP' })
    await assert.rejects(() => erp.postInvoice(ours('SVC-DEAD')), /has not answered/)
    assert.isEmpty(await written())
  })

  test('the ERP’s own list shows the invoice before its answer comes: that is enough', async ({ assert }) => {
    const id = await send(ours('SVC-LIST'))
    house.isAtWork = true
    while (house.taken.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    house.isAtWork = false
    for (const name of await readdir(join(house.folder, 'in'))) if (name.startsWith('answers')) await new LocalFolder(house.folder, [tmpdir()]).move({ below: 'in', name }, { below: 'failed', name })
    await house.write('invoices', house.invoices)
    await connector(connection.id).readPage('invoice', { since: null, after: null, limit: 10 })
    await later(1)

    assert.equal((await fresh(id)).state, 'done')
  })

  test('an answer with another total is set aside, and one that answers twice differently too', async ({ assert }) => {
    const wrong = await send(ours('SVC-DIFF'))
    await house.answer([{ Reference: 'SVC-DIFF', State: 'OK', Invoice: 'FV8', Net: '100,00', Tax: '21,00', Total: '121,00', Lines: '1', 'Due on': '01/12/2026', Due: '121,00' }])
    await later(1)
    assert.containSubset((await fresh(wrong)).toJSON(), { state: 'held', problemCode: 'differs' })

    const twice = await send(ours('SVC-TWO'))
    for (const number of ['FV10', 'FV11']) await house.answer([{ Reference: 'SVC-TWO', State: 'OK', Invoice: number, Net: '120,00', Tax: '0', Total: '120,00', Lines: '1', 'Due on': '01/12/2026', Due: '120,00' }])
    await later(1)
    assert.containSubset((await fresh(twice)).toJSON(), { state: 'held', problemCode: 'several' })
  })
})
