import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DomainError } from '#shared/errors/domain_error'
import { runJob } from '#shared/queue/jobs'
import BeginUndertaking from '#shared/undertakings/actions/begin_undertaking'
import CarryOutUndertaking from '#shared/undertakings/actions/carry_out_undertaking'
import { registerUndertaking } from '#shared/undertakings/kinds'
import { undertakingAbout, undertakingPages } from '#shared/undertakings/queries/undertaking_about'
import type { Work } from '#shared/undertakings/work'
import { ownQueue } from '#tests/support/bell'

class TooMany extends DomainError {
  readonly key = 'tests.too_many'
  readonly values = { most: 3 }
}

type Count = { to: number }
let during: (work: Work) => Promise<void> = async () => {}

/** Counts, keeps each number on a page, and refuses to count beyond three. */
const counting = registerUndertaking<Count, { counted: number }>({
  name: 'tests.count',
  async handle({ to }, work) {
    for (let number = 1; number <= to; number += 1) {
      if (number > 3) throw new TooMany('Nobody counts beyond three')
      await work.keep('numbers', number, [number])
      await work.progress(number, to)
      await during(work)
    }
    return { counted: to }
  },
})

test.group('Long work that a person waits for', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    during = async () => {}
    return ownQueue().restore
  })

  const helen = { id: 7, name: 'Helen' }
  const begin = (to: number) => new BeginUndertaking().handle(counting, 'sheep', { to }, helen)
  const carryOut = (id: number) => new CarryOutUndertaking().handle(id)
  const found = async () => (await undertakingAbout(counting, 'sheep'))!

  test('is begun once while it is open, and ends with its result and its pages', async ({ assert }) => {
    const id = await begin(2)
    assert.equal(await begin(2), id)
    assert.deepInclude(await found(), { state: 'waiting', isOpen: true, by: 'Helen', asked: { to: 2 } })

    await carryOut(id)
    await carryOut(id)
    assert.deepInclude(await found(), { state: 'done', isOpen: false, result: { counted: 2 } })
    assert.deepEqual(await undertakingPages(id, 'numbers'), [[1], [2]])
    assert.notEqual(await begin(2), id)
  })

  test('that is refused keeps the sentence and stands open no longer', async ({ assert }) => {
    const id = await begin(4)
    await assert.rejects(() => carryOut(id), 'Nobody counts beyond three')
    assert.deepInclude(await found(), { state: 'refused', isOpen: false, refusal: { key: 'tests.too_many', values: { most: 3 }, message: 'Nobody counts beyond three' } })

    await begin(5)
    await runJob('shared.carry_out_undertaking', { id: (await found()).id })
    assert.equal((await found()).state, 'refused')
  })

  test('that fails says why, stays open, and begins from nothing when it is tried again', async ({ assert }) => {
    const id = await begin(3)
    during = async () => {
      throw new Error('The disk is full')
    }
    await assert.rejects(() => carryOut(id), 'The disk is full')
    assert.deepInclude(await found(), { state: 'running', isOpen: true, error: 'The disk is full' })

    during = async () => {}
    await carryOut(id)
    assert.deepInclude(await found(), { state: 'done', error: null })
    assert.lengthOf(await undertakingPages(id, 'numbers'), 3)
  })

  test('that another worker took over is not written by the one before', async ({ assert }) => {
    const id = await begin(3)
    during = async () => {
      during = async () => {}
      await carryOut(id)
    }
    await carryOut(id)
    assert.deepInclude(await found(), { state: 'done', result: { counted: 3 } })
    assert.deepEqual(await undertakingPages(id, 'numbers'), [[1], [2], [3]])
  })

  test('whose worker gave no sign for a minute is queued again, and what is old is forgotten', async ({ assert }) => {
    const id = await begin(1)
    const queued = async () => (await db.from('jobs').where('name', 'shared.carry_out_undertaking')).length
    await runJob('shared.resume_undertakings', {})
    assert.equal(await queued(), 0)
    await db.from('undertakings').where('id', id).update({ created_at: '2026-01-01 00:00:00', beat_at: '2026-01-01 00:00:00', state: 'running', token: 'dead' })
    await runJob('shared.resume_undertakings', {})
    assert.equal(await queued(), 1)

    await carryOut(id)
    await db.from('undertakings').where('id', id).update({ ended_at: '2026-01-01 00:00:00' })
    await runJob('shared.clear_old_undertakings', {})
    assert.deepEqual(await db.from('undertakings').where('id', id), [])
    assert.deepEqual(await undertakingPages(id, 'numbers'), [])
  })
})
