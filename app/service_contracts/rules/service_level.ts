/** The moments that a service level promises, in the order in which they come. */
export const CLOCKS = ['response', 'on_site', 'workaround', 'resolution'] as const
export type ServiceClock = (typeof CLOCKS)[number]

/** 1 is the worst. */
export const SEVERITIES = [1, 2, 3, 4] as const
export type Severity = (typeof SEVERITIES)[number]

/** Whom or what a request can wait for. */
export const WAITING_REASONS = ['customer', 'part', 'third_party'] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]

/** Minutes of working time; a clock that is not there has no target. */
export type ServiceTargets = Record<Severity, Partial<Record<ServiceClock, number>>>

/** What a service level promises, as models and contracts keep it: a copy, so a changed level changes none of them. */
export interface ServiceLevelTerms {
  levelId: number
  name: string
  /** The calendar itself is read when a clock is: holidays entered later count. */
  calendarId: number
  pausedBy: WaitingReason[]
  targets: ServiceTargets
}

const WRITTEN = /^(?:(\d{1,4})h)?(?:(\d{1,4})(?:min|m))?$/i
const MOST_MINUTES = 9999 * 60

/**
 * Minutes of a target as a person writes it: `30 min`, `4 h`, `1 h 30 min`. Null for an empty
 * text, undefined when it is unreadable or nothing.
 */
export function targetMinutes(text: unknown): number | null | undefined {
  const written = String(text ?? '').replaceAll(/\s/g, '')
  if (!written) return null
  const [, hours = 0, minutes = 0] = WRITTEN.exec(written) ?? []
  const sum = Number(hours) * 60 + Number(minutes)
  return sum > 0 && sum <= MOST_MINUTES ? sum : undefined
}

/** Minutes as `targetMinutes` reads them: `1 h 30 min`. */
export function targetText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours ? `${hours} h` : '', rest ? `${rest} min` : ''].filter(Boolean).join(' ')
}

/** Name of the column that holds the target of a clock for a severity. */
export function targetColumn(clock: ServiceClock, severity: Severity): string {
  return `${clock}_${severity}`
}

/** Name of the column that says whether waiting for this stops the clocks. */
export function pauseColumn(reason: WaitingReason): string {
  return `pauses_${reason}`
}

/** The terms of a level from its row. */
export function serviceLevelTerms(row: Record<string, unknown>): ServiceLevelTerms {
  const targetsOf = (severity: Severity) =>
    Object.fromEntries(CLOCKS.map((clock) => [clock, targetMinutes(row[targetColumn(clock, severity)])] as const).filter(([, minutes]) => minutes))
  return {
    levelId: Number(row.id),
    name: String(row.name),
    calendarId: Number(row.hours_calendar_id),
    pausedBy: WAITING_REASONS.filter((reason) => Boolean(row[pauseColumn(reason)])),
    targets: Object.fromEntries(SEVERITIES.map((severity) => [severity, targetsOf(severity)])) as ServiceTargets,
  }
}

/** What is promised, as text that is the same for the same promise; the name of a level promises nothing. */
export function promiseText(terms: ServiceLevelTerms | null | undefined): string {
  return terms ? JSON.stringify([terms.levelId, terms.calendarId, terms.pausedBy, SEVERITIES.map((severity) => CLOCKS.map((clock) => terms.targets[severity]?.[clock] ?? null))]) : ''
}

/** The targets as a table prints them, a row for each severity and a text for each clock; null where none is promised. */
export function targetTable({ targets }: ServiceLevelTerms): { severity: Severity; texts: (string | null)[] }[] {
  return SEVERITIES.map((severity) => ({
    severity,
    texts: CLOCKS.map((clock) => targets[severity]?.[clock]).map((minutes) => (minutes ? targetText(minutes) : null)),
  }))
}
