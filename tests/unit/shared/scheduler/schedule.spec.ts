import fc from 'fast-check'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { daily, every } from '#shared/scheduler/schedule'

const job = { name: 'test.nothing', handle: async () => {} }
const at = (text: string) => DateTime.fromISO(text, { zone: 'utc' })
const dueAt = (schedule: ReturnType<typeof every>, text: string) => schedule.lastDue(at(text)).toISO()

test.group('Schedule', () => {
  test('a quarter of an hour is due at :00, :15, :30 and :45', ({ assert }) => {
    const schedule = every('15m', job)
    assert.equal(dueAt(schedule, '2026-03-01T10:14:59Z'), '2026-03-01T10:00:00.000Z')
    assert.equal(dueAt(schedule, '2026-03-01T10:15:00Z'), '2026-03-01T10:15:00.000Z')
  })

  test('two in the night of Madrid is one in UTC in winter and midnight in summer', ({ assert }) => {
    const schedule = daily('02:00', 'Europe/Madrid', job)
    assert.equal(dueAt(schedule, '2026-01-10T12:00:00Z'), '2026-01-10T01:00:00.000Z')
    assert.equal(dueAt(schedule, '2026-07-10T12:00:00Z'), '2026-07-10T00:00:00.000Z')
    assert.equal(dueAt(schedule, '2026-01-10T00:59:59Z'), '2026-01-09T01:00:00.000Z')
  })

  test('an hour that summer time skips is made up for, and one that returns counts once', ({ assert }) => {
    const schedule = daily('02:30', 'Europe/Madrid', job)
    assert.equal(dueAt(schedule, '2026-03-29T12:00:00Z'), '2026-03-29T01:30:00.000Z')
    assert.equal(dueAt(schedule, '2026-10-25T12:00:00Z'), '2026-10-25T00:30:00.000Z')
  })

  test('every day of every zone has exactly one tick', ({ assert }) => {
    const zones = ['UTC', 'Europe/Madrid', 'Europe/Bucharest', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Beirut']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 3650 }),
        (zone, hour, minute, offset) => {
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
          const schedule = daily(time, zone, job)
          const noon = DateTime.fromISO('2024-01-01T12:00:00', { zone }).plus({ days: offset }).endOf('day')
          const due = schedule.lastDue(noon.toUTC())
          const before = schedule.lastDue(due.minus({ seconds: 1 }))

          assert.equal(due.setZone(zone).toISODate(), noon.toISODate())
          assert.equal(before.setZone(zone).toISODate(), noon.minus({ days: 1 }).toISODate())
        }
      )
    )
  })

  test('refuses an interval, a time or a zone that does not exist', ({ assert }) => {
    assert.throws(() => every('0m', job), /not an interval/)
    assert.throws(() => daily('24:00', 'UTC', job), /not a time/)
    assert.throws(() => daily('02:00', 'Mars/Olympus', job), /not a time zone/)
  })
})
