import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { currentQueue } from '#shared/queue/queue'
import RunLineDrill from '#erp/actions/run_line_drill'
import ErpConnection from '#erp/models/erp_connection'
import '#start/jobs'
import { hasTryton, TRYTON, WITHOUT_TRYTON } from '#tests/support/tryton/tryton_server'

test.group('Drill against a Tryton whose line is cut', (group) => {
  group.tap((one) => one.skip(async () => !(await hasTryton()), WITHOUT_TRYTON).timeout(300_000))
  group.each.setup(async () => {
    const { timeoutMs, ...settings } = TRYTON
    const days = { timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7 }
    await ErpConnection.create({ name: 'Drilled', kind: 'tryton', settings: { ...settings, timeoutMs: String(timeoutMs) }, isActive: false, ...days })
    return async () => {
      await currentQueue().close()
      await db.from('erp_connections').where('name', 'Drilled').delete()
    }
  })

  test('postings over a line that is cut one time in five: none doubled, none missing, and the books add up to nothing', async ({ assert }) => {
    const report = await new RunLineDrill().handle({ connection: 'Drilled', confirmation: 'Drilled', postings: 6, cutPercent: 20 })
    assert.containSubset(report, { duplicates: 0, missing: 0, drafts: 0, stopped: 0, netCents: 0 })
    assert.isAbove(Object.values(report.cuts).reduce((sum, count) => sum + count, 0), 3, 'the line was not bad at all')
    const left = await db.from('outbox_messages').where('kind', 'invoice_line_drill').first()
    assert.isNull(left)
    assert.isNull(await ErpConnection.query().where('name', 'like', 'Drill %').first())
  })
})

test.group('A drill against a connected ERP', (group) => {
  const made = { settings: { url: 'http://127.0.0.1:9' }, isActive: false, timeZone: 'UTC', overlapMinutes: 15, fullEveryDays: 7 }
  const drill = (connection: string, confirmation?: string) => new RunLineDrill().handle({ connection, confirmation, postings: 2, cutPercent: 0 })
  group.each.setup(() => async () => void (await db.from('erp_connections').whereIn('name', ['Books', 'Sure', 'Own']).delete()))

  test('posts nothing before somebody has said its name, and cuts plain http only', async ({ assert }) => {
    await ErpConnection.create({ ...made, name: 'Books', kind: 'tryton' })
    await ErpConnection.create({ ...made, name: 'Sure', kind: 'tryton', settings: { url: 'https://erp.example' } })
    await ErpConnection.create({ ...made, name: 'Own', kind: 'sandbox', settings: {} })
    await assert.rejects(() => drill('Books'), /add --confirm/)
    await assert.rejects(() => drill('Books', 'books'), /add --confirm/)
    await assert.rejects(() => drill('Sure', 'Sure'), /plain http/)
    await assert.rejects(() => drill('Own', 'Own'), /drill of its own/)
    await assert.rejects(() => drill('Nobody', 'Nobody'), /no connection/)
  })
})
