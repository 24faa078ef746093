import { compilePath, type Reader } from '#erp/connectors/configured/field_path'
import type { AnswerRule, Meaning } from '#erp/connectors/configured/mapping'

export type Effect = 'reads' | 'writes'

/** An answer as it came over the wire; `body` is undefined when it is not what was promised. */
export interface WireAnswer {
  status: number
  text: string
  body: unknown
  /** What a Retry-After header says. */
  retryAfter?: string
  /** Whose fault it is when a SOAP fault came: the caller's, and nothing was done, or the server's. */
  fault?: 'caller' | 'server'
}

export type AnswerReader = (answer: WireAnswer) => Meaning | null

/** Compiles rules about answers: the first that matches speaks, null when none does. */
export function compileAnswers(rules: AnswerRule[] = []): AnswerReader {
  const compiled = rules.map(({ status, at, is, contains, means }) => {
    const statuses = status === undefined ? null : new Set([status].flat())
    const read: Reader | null = at === undefined ? null : compilePath(at)
    const words = contains === undefined ? null : [contains].flat()
    const wanted = is === undefined ? null : new Set([is].flat().map(String))

    return (answer: WireAnswer) => {
      if (statuses && !statuses.has(answer.status)) return null
      if (words && !words.some((one) => answer.text.includes(one))) return null
      if (!read) return means
      const value = read(answer.body, {})
      const matches = wanted ? wanted.has(String(value)) : value !== undefined && value !== null && value !== ''
      return matches ? means : null
    }
  })

  return (answer) => {
    for (const match of compiled) {
      const meaning = match(answer)
      if (meaning) return meaning
    }
    return null
  }
}

export type Verdict = Meaning | 'unknown' | 'gibberish'

/**
 * What an answer means that no rule speaks of. A failed write is never taken for undone
 * unless its status says so.
 */
export function usualMeaning({ status, body, fault }: WireAnswer, effect: Effect, hasSession: boolean): Verdict {
  const isWrite = effect === 'writes'
  if (fault === 'caller') return 'refused'
  if (fault === 'server') return isWrite ? 'unknown' : 'unavailable'
  if (status >= 200 && status < 300) return body !== undefined ? 'fine' : isWrite ? 'unknown' : 'gibberish'
  if (status === 401) return hasSession ? 'session_ended' : 'denied'
  if (status === 403) return 'denied'
  if (status === 429) return 'busy'
  if (status === 408 || status >= 500) return isWrite ? 'unknown' : 'unavailable'
  if (status >= 400) return isWrite && body !== undefined ? 'refused' : status === 404 ? 'nothing' : 'gibberish'

  return isWrite ? 'unknown' : 'gibberish'
}

/** Seconds that a Retry-After header asks for: a number of them, or a date. */
export function retryAfter(header: unknown, now: number): number | null {
  const text = String(header ?? '').trim()
  if (/^\d+$/.test(text)) return Number(text)
  const at = Date.parse(text)

  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}
