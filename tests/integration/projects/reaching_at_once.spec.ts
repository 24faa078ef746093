import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import ReachMilestone from '#projects/actions/reach_milestone'
import UndoMilestone from '#projects/actions/undo_milestone'
import { TODAY } from '#tests/support/project_world'

const AT = '2026-01-01 00:00:00'
const STAMPS = { version: 1, created_at: AT, updated_at: AT }
/** What the test commits to, those first that refer to others. */
const TABLES = ['milestone_reaches', 'manual_charges', 'project_milestones', 'projects', 'companies', 'record_changes']

const anybody = (name: string): Actor => ({ id: 1, name, email: 'x@x.example', locale: 'en', timeZone: 'Europe/Madrid', groupIds: [], reach: () => 'all', may: () => true })
const fulfilled = (results: PromiseSettledResult<unknown>[]) => results.filter(({ status }) => status === 'fulfilled').length

test.group('A milestone that several people record at once', (group) => {
  let milestoneId: number

  // no transaction round the test: each must see what the other committed
  group.setup(async () => {
    const last = new Map<string, number>()
    for (const table of TABLES) last.set(table, Number((await db.from(table).max('id as id').first())?.id ?? 0))
    const [companyId] = await db.table('companies').insert({ name: 'Roy', status: 'customer', nature: 'direct', is_blocked: false, ...STAMPS })
    const [projectId] = await db.table('projects').insert({ number: 'PR-AT-ONCE', name: 'Hall', company_id: companyId, status: 'running', currency: 'EUR', price_cents: 10_000, ...STAMPS })
    const [id] = await db.table('project_milestones').insert({ project_id: projectId, position: 1, name: 'Handover', amount: '100', currency: 'EUR', net_cents: 10_000, state: 'open', revision: 0, ...STAMPS })
    milestoneId = Number(id)
    return async () => {
      for (const table of TABLES) await db.from(table).where('id', '>', last.get(table)!).delete()
    }
  })

  test('is billed once, is taken back once, and is billed once again', async ({ assert }) => {
    const names = ['Ana', 'Ion', 'Eva', 'Dan', 'Ada']
    const charges = (state: string) => db.from('manual_charges').where({ origin_type: 'project_milestone', origin_id: milestoneId, state })
    const reach = () => Promise.allSettled(names.map((name) => new ReachMilestone().handle(milestoneId, { on: TODAY }, anybody(name), TODAY)))

    assert.equal(fulfilled(await reach()), 1)
    assert.lengthOf(await charges('open'), 1)
    assert.equal(fulfilled(await Promise.allSettled(names.map((name) => new UndoMilestone().handle(milestoneId, 'By mistake', anybody(name), TODAY)))), 1)
    assert.lengthOf(await charges('open'), 0)
    assert.equal(fulfilled(await reach()), 1)
    assert.deepEqual([(await charges('open')).length, (await charges('withdrawn')).length], [1, 1])
    assert.lengthOf(await db.from('milestone_reaches').where('milestone_id', milestoneId), 2)
  }).timeout(30_000)
})
