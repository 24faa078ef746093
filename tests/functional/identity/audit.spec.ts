import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import RecordAudit from '#identity/actions/record_audit'
import AuditEvent from '#identity/models/audit_event'
import { person, personWithRole } from '#tests/support/people'

test.group('Audit trail', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('is read page by page without skipping or repeating an entry', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    for (let i = 0; i < 120; i++) await new RecordAudit().handle({ kind: 'test.tick', subjectType: 'tick', subjectId: i })

    const seen: string[] = []
    let path: string | undefined = '/identity/audit?kind=test.tick&person=&from=&to='
    for (let pages = 0; path && pages < 5; pages++) {
      const page = await client.get(path).loginAs(admin)
      const text: string = page.text()
      seen.push(...[...text.matchAll(/tick (\d+)</g)].map((match) => match[1]))
      path = text.match(/href="(\/identity\/audit\?[^"]*before=\d+)"/)?.[1].replaceAll('&amp;', '&')
    }
    assert.deepEqual(seen, Array.from({ length: 120 }, (_, i) => String(119 - i)))
  })

  test('is narrowed by person and by the days of the reader', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const user = await person({ fullName: 'Ramón Vidal' })
    // 23:30 UTC on the 9th is already the 10th in Madrid
    const at = DateTime.fromISO('2026-03-09T23:30:00Z').toUTC()
    await new RecordAudit().handle({ kind: 'test.late', userId: user.id }, undefined, at)

    const on = async (from: string, to: string) => {
      const page = await client.get(`/identity/audit?person=ramón&from=${from}&to=${to}`).loginAs(admin)
      return page.text()
    }
    assert.include(await on('2026-03-10', '2026-03-10'), 'Ramón Vidal')
    assert.notInclude(await on('2026-03-09', '2026-03-09'), 'Ramón Vidal')
  })

  test('cannot be rewritten', async ({ assert }) => {
    await new RecordAudit().handle({ kind: 'test.fixed' })
    const entry = await AuditEvent.findByOrFail('kind', 'test.fixed')

    await assert.rejects(() => entry.merge({ kind: 'test.other' }).save(), 'The audit trail is only ever added to')
    await assert.rejects(() => entry.delete(), 'The audit trail is only ever added to')
  })

  test('a day that does not exist is refused, and without the permission nothing is shown', async ({ client }) => {
    const wrong = await client.get('/identity/audit?from=2026-13-40').loginAs(await personWithRole('administrator'))
    wrong.assertStatus(422)

    const refused = await client.get('/identity/audit').loginAs(await personWithRole('billing'))
    refused.assertStatus(403)
  })
})
