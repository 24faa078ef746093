import { DateTime } from 'luxon'
import type { JobDefinition } from '#contracts/queue'

/** A job and the instants at which it is due. */
export interface Schedule {
  name: string
  /** How a person would say it: `every 15m`, `daily 02:00 Europe/Madrid`. */
  text: string
  /** The latest instant, not after `at`, at which the job was due. */
  lastDue(at: DateTime): DateTime
  job: JobDefinition
  payload: Record<string, unknown>
}

const SECONDS = { s: 1, m: 60, h: 3600 } as const

/**
 * A job due at every full interval counted from midnight UTC: `every('15m', job)` at
 * :00, :15, :30 and :45. Intervals are whole seconds, minutes or hours.
 *
 * @throws {RangeError} when the interval is not like `30s`, `15m` or `6h`
 */
export function every<P extends Record<string, unknown>>(interval: string, job: JobDefinition<P>, payload?: P): Schedule {
  const [, count, unit] = /^([1-9]\d*)([smh])$/.exec(interval) ?? []
  if (!unit) throw new RangeError(`"${interval}" is not an interval such as 30s, 15m or 6h`)
  const seconds = Number(count) * SECONDS[unit as keyof typeof SECONDS]

  return scheduled(`every ${interval}`, job, payload, (at) => {
    const instant = Math.floor(at.toSeconds() / seconds) * seconds
    return DateTime.fromSeconds(instant, { zone: 'utc' })
  })
}

/**
 * A job due once on every calendar day of a zone, at a wall-clock time. A time that the
 * change to summer time skips is taken an hour later; one that happens twice, the first time.
 *
 * @param time `HH:mm`
 * @param zone IANA name
 * @throws {RangeError} when time or zone does not exist
 */
export function daily<P extends Record<string, unknown>>(
  time: string,
  zone: string,
  job: JobDefinition<P>,
  payload?: P
): Schedule {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  if (!minute) throw new RangeError(`"${time}" is not a time such as 02:00`)
  if (!DateTime.utc().setZone(zone).isValid) throw new RangeError(`"${zone}" is not a time zone`)

  return scheduled(`daily ${time} ${zone}`, job, payload, (at) => {
    const on = (daysBack: number) =>
      at.setZone(zone).startOf('day').minus({ days: daysBack }).set({ hour: Number(hour), minute: Number(minute) }).toUTC()
    const today = on(0)
    return today <= at ? today : on(1)
  })
}

function scheduled<P extends Record<string, unknown>>(
  text: string,
  job: JobDefinition<P>,
  payload: P | undefined,
  lastDue: Schedule['lastDue']
): Schedule {
  const name = payload ? `${job.name} ${JSON.stringify(payload)}` : job.name
  return { name, text, lastDue, job: job as unknown as JobDefinition, payload: payload ?? {} }
}
