import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import type { HoursCalendar } from '#service_contracts/rules/coverage/covered_hours'
import { serviceClocks, type ServiceHistory, type ServiceMoment } from '#service_contracts/rules/service_clock'
import { targetMinutes, targetText, type ServiceTargets } from '#service_contracts/rules/service_level'
import { workingTime } from '#service_contracts/rules/working_time'

const LONG_DAY = ['08:00-13:30', '15:00-18:30']
const MADRID: HoursCalendar = { id: '1', timeZone: 'Europe/Madrid', week: { 1: LONG_DAY, 2: LONG_DAY, 3: LONG_DAY, 4: LONG_DAY, 5: ['08:00-14:00'] }, holidays: [calendarDate('2026-06-24')] }
const ALWAYS: HoursCalendar = { id: '2', timeZone: 'Europe/Madrid', week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, ['00:00-24:00']])), holidays: [] }
const TARGETS: ServiceTargets = { 1: { response: 60, resolution: 480 }, 2: { response: 120, resolution: 960 }, 3: {}, 4: {} }
const LEVEL = { targets: TARGETS, pausedBy: ['customer' as const] }

const at = (instant: string, severity: 1 | 2 | 3 | 4 = 1, waiting: ServiceMoment['waiting'] = null): ServiceMoment => ({ at: instant, severity, waiting })
const asked = (receivedAt: string, more: ServiceMoment[] = [], reached: ServiceHistory['reached'] = {}): ServiceHistory => ({ receivedAt, moments: [at(receivedAt), ...more], reached })
const clockOf = (name: string, request: ServiceHistory, asOf: string, calendar = MADRID) => serviceClocks(LEVEL, calendar, request, asOf).find(({ clock }) => clock === name)!
const due = (name: string, request: ServiceHistory, asOf: string, calendar = MADRID) => clockOf(name, request, asOf, calendar).dueAt

/** A Monday, ten in the morning in Madrid. */
const MONDAY = '2026-06-15T08:00:00Z'

test.group('The clocks of a request', () => {
  test('count working time, and stand still at noon, at night and over the weekend', ({ assert }) => {
    assert.equal(due('response', asked(MONDAY), MONDAY), '2026-06-15T09:00:00.000Z')
    // 3.5 h until 13:30, 3.5 h from 15:00, one hour of Tuesday
    assert.equal(due('resolution', asked(MONDAY), MONDAY), '2026-06-16T07:00:00.000Z')
    // Friday 13:00: one hour, then seven of Monday
    assert.equal(due('resolution', asked('2026-06-19T11:00:00Z'), MONDAY), '2026-06-22T14:30:00.000Z')
    assert.equal(clockOf('resolution', asked(MONDAY), '2026-06-15T13:15:00Z').consumedMinutes, 225)
  })

  test('begin with the next opening for a request that comes outside the hours', ({ assert }) => {
    assert.equal(due('response', asked('2026-06-20T10:00:00Z'), MONDAY), '2026-06-22T07:00:00.000Z')
    assert.equal(due('response', asked('2026-06-15T12:00:00Z'), MONDAY), '2026-06-15T14:00:00.000Z')
    assert.equal(due('response', asked('2026-06-23T17:00:00Z'), MONDAY), '2026-06-25T07:00:00.000Z', 'the holiday between is closed')
  })

  test('are due at closing time when the target is used up then, not at the next opening', ({ assert }) => {
    const request = asked('2026-06-15T10:30:00Z')
    assert.equal(due('response', request, MONDAY), '2026-06-15T11:30:00.000Z')
    assert.equal(clockOf('response', request, '2026-06-15T11:30:00Z').state, 'running')
    assert.equal(clockOf('response', request, '2026-06-15T11:30:01Z').state, 'missed')
  })

  test('keep what was spent and paused when the severity changes', ({ assert }) => {
    const later = '2026-06-15T10:00:00Z'
    // two of the sixteen hours are spent when it becomes severity 1: six are left
    assert.equal(due('resolution', { receivedAt: MONDAY, moments: [at(MONDAY, 2), at(later, 1)] }, later), due('resolution', asked(MONDAY), MONDAY))
    const waited = [at('2026-06-15T08:30:00Z', 2, 'customer'), at('2026-06-15T09:30:00Z', 2)]
    assert.equal(due('resolution', { receivedAt: MONDAY, moments: [at(MONDAY, 2), ...waited, at(later, 1)] }, later), '2026-06-16T08:00:00.000Z')
    assert.equal(clockOf('resolution', { receivedAt: MONDAY, moments: [at(MONDAY, 1), at(later, 3)] }, later).state, 'none')
  })

  test('stop for the waits that the level names, and for no others', ({ assert }) => {
    const waits = (waiting: ServiceMoment['waiting']) => asked(MONDAY, [at('2026-06-15T08:30:00Z', 1, waiting), at('2026-06-15T09:30:00Z')])
    assert.equal(due('response', waits('customer'), '2026-06-15T09:30:00Z'), '2026-06-15T10:00:00.000Z')
    assert.equal(due('response', waits('part'), '2026-06-15T09:30:00Z'), '2026-06-15T09:00:00.000Z')
    const paused = clockOf('response', waits('customer'), '2026-06-15T09:15:00Z')
    assert.containsSubset(paused, { state: 'paused', consumedMinutes: 30, dueAt: '2026-06-15T09:45:00.000Z' })
    assert.equal(due('response', asked(MONDAY, [at('2026-06-15T08:30:00Z', 1, 'customer'), at('2026-06-20T10:00:00Z')]), '2026-06-20T10:00:00Z'), '2026-06-22T06:30:00.000Z', 'a pause that ends at the weekend')
  })

  test('are met up to the due instant and missed after it, by the severity of that moment', ({ assert }) => {
    const end = '2026-06-17T10:00:00Z'
    const answered = (response: string, more: ServiceMoment[] = []) => clockOf('response', asked(MONDAY, more, { response }), end)
    assert.containsSubset(answered('2026-06-15T09:00:00Z'), { state: 'met', consumedMinutes: 60, reachedAt: '2026-06-15T09:00:00.000Z' })
    assert.equal(answered('2026-06-15T09:00:01Z').state, 'missed')
    assert.equal(answered('2026-06-15T08:50:00Z', [at('2026-06-15T08:55:00Z', 3)]).targetMinutes, 60)
    assert.containsSubset(clockOf('response', asked(MONDAY, [], { response: end }), '2026-06-15T08:10:00Z'), { state: 'running', reachedAt: null })
  })

  test('go on where they stopped when a solved request is opened again', ({ assert }) => {
    const reopened = asked(MONDAY, [at('2026-06-15T10:00:00Z', 1, 'solved'), at('2026-06-18T08:00:00Z')])
    assert.containsSubset(clockOf('resolution', reopened, '2026-06-18T08:30:00Z'), { state: 'running', consumedMinutes: 150, dueAt: '2026-06-18T15:30:00.000Z' })
  })

  test('run by the clock on the wall when summer time begins and ends', ({ assert }) => {
    assert.equal(due('resolution', asked('2026-03-27T12:00:00Z'), MONDAY), '2026-03-30T14:30:00.000Z', 'Friday one hour, Monday until 16:30 of summer')
    assert.equal(due('resolution', asked('2026-03-28T22:00:00Z'), MONDAY, ALWAYS), '2026-03-29T06:00:00.000Z')
    const day = (text: string) => [Date.parse(`${text}T00:00:00+01:00`), Date.parse(`${text}T23:59:59+02:00`)]
    assert.equal(Math.round(workingTime(ALWAYS).between(...(day('2026-03-29') as [number, number])) / 3_600_000), 23)
    const overTheGap = { ...ALWAYS, week: { 7: ['01:30-02:30', '02:45-03:30'] } }
    assert.equal(workingTime(overTheGap).between(Date.parse('2026-03-28T12:00:00Z'), Date.parse('2026-03-29T12:00:00Z')) / 60_000, 60, 'half an hour before the change and half after')
  })

  test('are never due in a calendar that never opens, and need a readable history', ({ assert }) => {
    assert.isNull(due('response', asked(MONDAY), MONDAY, { ...MADRID, week: {} }))
    assert.throws(() => clockOf('response', { receivedAt: MONDAY, moments: [] }, MONDAY), 'A request has a severity from its receipt on')
    assert.throws(() => clockOf('response', asked('soon'), MONDAY), '"soon" is no instant')
  })

  test('have targets that people write as hours and minutes', ({ assert }) => {
    assert.deepEqual(['30 min', '4h', '1 h 30 min', '90m', ''].map(targetMinutes), [30, 240, 90, 90, null])
    assert.deepEqual(['0 min', 'soon', '4', '-1 h', '10000 h', '1 d'].map(targetMinutes), Array(6).fill(undefined))
    assert.deepEqual([30, 240, 90, 1].map(targetText), ['30 min', '4 h', '1 h 30 min', '1 min'])
  })
})
