import fc from 'fast-check'
import { test } from '@japa/runner'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { isOpen, moveRefusal, movesFrom, REOPEN_DAYS, REQUEST_MOVES, REQUEST_STATUSES, statusAfter, type MoveFacts, type RequestStatus } from '#service_desk/rules/request_status'

const TODAY = calendarDate('2026-06-15')
const facts = (status: RequestStatus, more: Partial<MoveFacts> = {}): MoveFacts => ({ status, isClear: true, workState: 'none', closedOn: null, today: TODAY, ...more })

test.group('The way of a request', () => {
  test('leads from new to closed, one move after another', ({ assert }) => {
    let status: RequestStatus = 'new'
    for (const move of ['qualify', 'assign', 'start', 'wait', 'resume', 'solve', 'close'] as const) {
      assert.isNull(moveRefusal(move, facts(status)))
      status = statusAfter(move)
    }
    assert.equal(status, 'closed')
    assert.isFalse(isOpen(status))
  })

  test('offers what can come next, and nothing else', ({ assert }) => {
    assert.deepEqual(movesFrom('new'), ['qualify', 'dismiss'])
    assert.deepEqual(movesFrom('in_progress'), ['assign', 'wait', 'solve'])
    assert.deepEqual(movesFrom('waiting'), ['resume'])
    assert.deepEqual(movesFrom('solved'), ['close', 'reopen'])
    for (const status of REQUEST_STATUSES) {
      for (const move of REQUEST_MOVES) assert.equal(moveRefusal(move, facts(status)) === 'not_now', !movesFrom(status).includes(move))
    }
  })

  test('is not qualified before it says which item or skill it is about', ({ assert }) => {
    assert.equal(moveRefusal('qualify', facts('new', { isClear: false })), 'unclear')
  })

  test('does not end while work is reported that nobody approved', ({ assert }) => {
    assert.equal(moveRefusal('close', facts('solved', { workState: 'reported' })), 'work_open')
    assert.isNull(moveRefusal('close', facts('solved', { workState: 'approved' })))
    assert.equal(moveRefusal('dismiss', facts('assigned', { workState: 'reported' })), 'work_reported')
  })

  test('goes on after a reopening up to its last day', ({ assert }) => {
    const closed = (daysAgo: number) => facts('closed', { closedOn: addDays(TODAY, -daysAgo) })
    assert.isNull(moveRefusal('reopen', closed(REOPEN_DAYS)))
    assert.equal(moveRefusal('reopen', closed(REOPEN_DAYS + 1)), 'too_late')
    assert.isNull(moveRefusal('reopen', facts('solved')))
  })

  test('whatever is done, every status but closed can be left, and each is reached', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REQUEST_MOVES), { maxLength: 30 }), (wanted) => {
        let status: RequestStatus = 'new'
        for (const move of wanted) if (moveRefusal(move, facts(status)) === null) status = statusAfter(move)
        assert.isNotEmpty(movesFrom(status))
      })
    )
    assert.sameMembers([...new Set(['new', ...REQUEST_MOVES.map(statusAfter)])], [...REQUEST_STATUSES])
  })
})
