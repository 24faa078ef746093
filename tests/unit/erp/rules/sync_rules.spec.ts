import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { connectionFault } from '#erp/rules/connection_fault'
import { dueSync, type SyncHabits } from '#erp/rules/due_sync'
import { problemCause } from '#erp/rules/problem_cause'
import { isRecordFault } from '#erp/rules/record_fault'
import { isBelievable } from '#erp/rules/sweep_guard'
import { isFree, type LockState } from '#erp/rules/sync_lock'

const at = (text: string) => DateTime.fromISO(text, { zone: 'utc' })
const habits: SyncHabits = { timeZone: 'Europe/Madrid', nightlyAt: '02:30', nightlyDoneOn: '2026-11-21', incrementalMinutes: 15, fullEveryDays: 7 }

test.group('When a run is due', () => {
  test('at night in the time zone of the ERP, once a day, and late if need be', ({ assert }) => {
    const last = at('2026-11-22T01:20')
    assert.isNull(dueSync(habits, last, last, at('2026-11-22T01:29')))
    assert.deepEqual(dueSync(habits, last, last, at('2026-11-22T01:30')), { mode: 'incremental', sweeps: true, nightlyOn: '2026-11-22' })
    assert.equal(dueSync(habits, last, last, at('2026-11-22T09:00'))?.nightlyOn, '2026-11-22')
    assert.isNull(dueSync({ ...habits, nightlyDoneOn: '2026-11-22' }, last, last, at('2026-11-22T01:31')))
  })

  test('everything is read again after so many days', ({ assert }) => {
    assert.equal(dueSync(habits, null, at('2026-11-15T01:30'), at('2026-11-22T01:30'))?.mode, 'full')
    assert.equal(dueSync(habits, null, at('2026-11-16T01:30'), at('2026-11-22T01:30'))?.mode, 'incremental')
    assert.equal(dueSync(habits, null, null, at('2026-11-22T01:30'))?.mode, 'full')
  })

  test('changes are read between nights, only where that is wanted', ({ assert }) => {
    const done = { ...habits, nightlyDoneOn: '2026-11-22' }
    assert.deepEqual(dueSync(done, at('2026-11-22T10:00'), null, at('2026-11-22T10:15')), { mode: 'incremental', sweeps: false, nightlyOn: null })
    assert.isNull(dueSync(done, at('2026-11-22T10:01'), null, at('2026-11-22T10:15')))
    assert.isNull(dueSync({ ...done, incrementalMinutes: null }, null, null, at('2026-11-22T10:15')))
  })
})

test.group('Judgements of a run', () => {
  test('records with one fault share a cause', ({ assert }) => {
    assert.equal(problemCause('order "SO17" waits for product 4711'), problemCause('order "SO18" waits for product 12'))
    assert.equal(problemCause('quantity is not a decimal number: "1,5"'), 'quantity is not a decimal number: …')
    assert.isAtMost(problemCause('long '.repeat(100)).length, 190)
  })

  test('an error of the database or the run is not blamed on a record', ({ assert }) => {
    assert.isTrue(isRecordFault(Object.assign(new Error('too long'), { code: 'ER_DATA_TOO_LONG' })))
    assert.isTrue(isRecordFault(new Error('a follower failed')))
    for (const code of ['ECONNRESET', 'PROTOCOL_CONNECTION_LOST', 'ER_LOCK_DEADLOCK', 'SQLITE_FULL', 'E_SYNC_LOCK_LOST']) {
      assert.isFalse(isRecordFault(Object.assign(new Error(code), { code })), code)
    }
  })

  test('a sweep is believed from 95 % on', ({ assert }) => {
    assert.isTrue(isBelievable(95, 100))
    assert.isFalse(isBelievable(94, 100))
    assert.isTrue(isBelievable(0, 0))
    assert.isTrue(isBelievable(3, 5))
    assert.isFalse(isBelievable(2, 5))
    assert.isFalse(isBelievable(0, 1))
  })

  test('a lock is free when nobody holds it or whoever held it has died', ({ assert }) => {
    const lock: LockState = { token: 'a', host: 'here', pid: 7, secondsSinceHeartbeat: 10 }
    const witness = (isAlive: boolean) => ({ host: 'here', isAlive: () => isAlive })

    assert.isFalse(isFree(lock, witness(true)))
    assert.isTrue(isFree(lock, witness(false)))
    assert.isFalse(isFree({ ...lock, host: 'elsewhere' }, witness(false)))
    assert.isTrue(isFree({ ...lock, host: 'elsewhere', secondsSinceHeartbeat: 121 }, witness(true)))
    assert.isTrue(isFree({ ...lock, token: null }, witness(true)))
  })

  test('a failed test of a connection names the setting to look at', ({ assert }) => {
    const settings = [
      { name: 'url', kind: 'url' as const },
      { name: 'database', kind: 'text' as const },
      { name: 'password', kind: 'password' as const },
    ]
    assert.deepEqual(connectionFault('unavailable', 'ENOTFOUND', settings), { fault: 'unreachable', setting: 'url' })
    assert.deepEqual(connectionFault('gibberish', 'not JSON', settings), { fault: 'not_an_erp', setting: 'url' })
    assert.deepEqual(connectionFault('refused', 'There is no database "x"', settings), { fault: 'wrong_database', setting: 'database' })
    assert.deepEqual(connectionFault('access_denied', 'wrong', settings), { fault: 'not_admitted', setting: 'password' })
    assert.deepEqual(connectionFault('refused', 'no', settings), { fault: 'refused', setting: null })
  })
})
