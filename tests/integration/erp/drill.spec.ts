import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { currentQueue } from '#shared/queue/queue'
import RunDrill from '#erp/actions/run_drill'
import '#start/jobs'

const TABLES = ['sandbox_invoices', 'sandbox_invoice_lines', 'sandbox_customers', 'outbox_messages', 'outbox_events', 'erp_connections']

async function counts(): Promise<Record<string, number>> {
  const entries = TABLES.map(async (table) => [table, Number((await db.from(table).count('* as total').first())!.total)])
  return Object.fromEntries(await Promise.all(entries))
}

test.group('Lost-reply drill', (group) => {
  group.each.teardown(() => currentQueue().close())
  // numbers that a drill has used stay used; the next test begins with none
  group.each.teardown(async () => void (await db.from('sandbox_counters').delete()))

  test('200 postings over a line that loses a fifth of the replies: none doubled, none missing, nothing left behind', async ({ assert }) => {
    const before = await counts()
    const report = await new RunDrill().handle({ postings: 200, lostPercent: 20 })

    assert.containSubset(report, { duplicates: 0, missing: 0, stopped: 0, postings: 200 })
    assert.isAbove(report.unknown, 5, 'the line was not bad at all')
    assert.deepEqual(await counts(), before)
  }).timeout(120_000)
})
