import { test } from '@japa/runner'
import type { Row } from '#shared/records/record_type'
import { serviceClocks } from '#service_contracts/rules/service_clock'
import { serviceHistory } from '#service_desk/rules/service_history'

// 15 June 2026 is a Monday
const CALENDAR = { id: '1', timeZone: 'UTC', week: { 1: ['08:00-18:00'] }, holidays: [] }
const request = (more: object = {}): Row => ({ id: 1, received_at: '2026-06-15 08:30:00', solved_at: null, closed_at: null, ...more })
const event = (at: string, move: string, to: string, more: object = {}): Row => ({ id: 1, happened_at: `2026-06-15 ${at}`, move, to_status: to, severity: '2', waiting_for: null, ...more })

const EVENTS = [
  event('08:30:00', 'open', 'new'),
  event('08:40:00', 'reclassify', 'new', { severity: '1' }),
  event('09:00:00', 'qualify', 'qualified', { severity: '1' }),
  event('10:00:00', 'wait', 'waiting', { severity: '1', waiting_for: 'part' }),
  event('11:00:00', 'resume', 'in_progress', { severity: '1' }),
  event('12:00:00', 'solve', 'solved', { severity: '1' }),
]

test.group('The history of a request as clocks read it', () => {
  test('holds every severity and wait, the first answer, the visit and the solution', ({ assert }) => {
    const history = serviceHistory(request({ solved_at: '2026-06-15 12:00:00' }), EVENTS, '2026-06-15 09:30:00')
    assert.deepEqual(history.reached, { response: '2026-06-15T09:00:00Z', on_site: '2026-06-15T09:30:00Z', workaround: '2026-06-15T12:00:00Z', resolution: '2026-06-15T12:00:00Z' })
    assert.deepEqual(history.moments.map(({ severity, waiting }) => [severity, waiting]), [[2, null], [1, null], [1, null], [1, 'part'], [1, null], [1, 'solved']])
    assert.equal(history.moments[0].at, history.receivedAt)
  })

  test('an entry of the house or of a severity is no answer', ({ assert }) => {
    assert.isNull(serviceHistory(request(), EVENTS.slice(0, 2), null).reached!.response)
  })

  test('makes its clocks: 3 h 30 min passed, one of them waiting', ({ assert }) => {
    const level = { targets: { 1: { response: 30, resolution: 150 }, 2: {}, 3: {}, 4: {} }, pausedBy: ['part' as const] }
    const clocks = serviceClocks(level, CALENDAR, serviceHistory(request({ solved_at: '2026-06-15 12:00:00' }), EVENTS, null), '2026-06-15T13:00:00Z')
    const [response, , , resolution] = clocks
    // 08:30 to 09:00 are the 30 minutes promised
    assert.deepInclude(response, { state: 'met', consumedMinutes: 30, dueAt: '2026-06-15T09:00:00.000Z' })
    // 08:30 to 10:00 and 11:00 to 12:00 are 90 + 60 of 150 minutes
    assert.deepInclude(resolution, { state: 'met', consumedMinutes: 150, dueAt: '2026-06-15T12:00:00.000Z' })
  })
})
