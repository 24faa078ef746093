import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import BulkEdit from '#shared/records/models/bulk_edit'
import Import from '#shared/records/models/import'
import { resumeSteps } from '#shared/records/resume_steps'
import { ownQueue } from '#tests/support/bell'
import { GADGET } from '#tests/support/gadgets'

const imported = (state: Import['state'], failure: string | null = null) =>
  Import.create({ recordType: GADGET.name, userId: 1, state, fileName: 'a.csv', format: 'csv', headings: [], mapping: null, rowCount: 500, failure })
const edited = (state: BulkEdit['state']) => BulkEdit.create({ recordType: GADGET.name, userId: 1, state, field: 'stock', value: '1', rowCount: 500 })

test.group('Imports and bulk edits whose job was lost', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => ownQueue().restore)

  test('go on by themselves, each once; what waits for a person does not', async ({ assert }) => {
    const [checking, writing] = [await imported('checking'), await imported('writing')]
    const undoing = await edited('undoing')
    await imported('checked')
    const stopped = await imported('reverting', 'Disk full')
    await edited('done')

    await resumeSteps.handle({})
    await resumeSteps.handle({})

    const jobs = await db.from('jobs').select('name', 'payload').orderBy('id')
    assert.sameDeepMembers(
      jobs.map(({ name, payload }) => ({ name, ...JSON.parse(payload) })),
      [
        { name: 'records.import', id: checking.id, step: 'check' },
        { name: 'records.import', id: writing.id, step: 'write' },
        { name: 'records.import', id: stopped.id, step: 'revert' },
        { name: 'records.bulk_edit', id: undoing.id, step: 'undo' },
      ]
    )
  })
})
