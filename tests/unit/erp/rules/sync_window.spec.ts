import fc from 'fast-check'
import { test } from '@japa/runner'
import { newWindow, openWindow, type CursorState } from '#erp/rules/sync_window'

const fresh: CursorState = { mark: null, windowMode: null, windowSince: null, windowMark: null, after: null }
const SERVER_TIME = '2026-11-22T10:00:00.000Z'

test.group('Window of a reading', () => {
  test('the first one reads everything', ({ assert }) => {
    assert.deepEqual(newWindow(fresh, 'incremental', SERVER_TIME, 15, true), { mode: 'full', since: null, mark: SERVER_TIME, after: null })
  })

  test('the next one starts at the mark, less the overlap', ({ assert }) => {
    const window = newWindow({ ...fresh, mark: '2026-11-22T09:00:00.000Z' }, 'incremental', SERVER_TIME, 15, true)
    assert.deepEqual(window, { mode: 'incremental', since: '2026-11-22T08:45:00.000Z', mark: SERVER_TIME, after: null })
  })

  test('an ERP that cannot list changes is read as a whole', ({ assert }) => {
    assert.equal(newWindow({ ...fresh, mark: SERVER_TIME }, 'incremental', SERVER_TIME, 15, false).mode, 'full')
  })

  test('no instant is ever left out between two windows, also when the clock goes back', ({ assert }) => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((date) => date.toISOString())
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 0, max: 1440 }), (mark, serverTime, overlap) => {
        const { since } = newWindow({ ...fresh, mark }, 'incremental', serverTime, overlap, true)
        assert.isTrue(since! <= mark && since! <= serverTime)
      })
    )
  })

  test('an open window goes on, unless everything is asked for and it reads changes only', ({ assert }) => {
    const open: CursorState = { ...fresh, windowMode: 'incremental', windowSince: 'a', windowMark: 'b', after: 'c' }

    assert.deepEqual(openWindow(open, 'incremental'), { mode: 'incremental', since: 'a', mark: 'b', after: 'c' })
    assert.isNull(openWindow(open, 'full'))
    assert.equal(openWindow({ ...open, windowMode: 'full' }, 'incremental')?.mode, 'full')
    assert.isNull(openWindow(fresh, 'incremental'))
  })
})
