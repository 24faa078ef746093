import limiter from '@adonisjs/limiter/services/main'
import { errors } from '@adonisjs/limiter'
import TooManyAttempts from '#identity/errors/too_many_attempts'

interface Limit {
  requests: number
  duration: string
  blockDuration?: string
}

const LIMITS = {
  sign_in_account: { requests: 5, duration: '15 mins', blockDuration: '15 mins' },
  sign_in_address: { requests: 50, duration: '15 mins', blockDuration: '15 mins' },
  reset_account: { requests: 3, duration: '1 hour' },
  reset_address: { requests: 20, duration: '1 hour' },
  reset_use_address: { requests: 20, duration: '1 hour' },
  token_create: { requests: 20, duration: '1 hour' },
  token_refused: { requests: 60, duration: '1 min' },
} satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

const of = (name: LimitName) => limiter.use(LIMITS[name] as Limit)
const keyOf = (name: LimitName, subject: string | number) => `identity:${name}:${subject}`

/**
 * Counts one attempt of a subject (an address, an account).
 *
 * @throws {TooManyAttempts} when it was one too many
 */
export async function countAttempt(name: LimitName, subject: string | number): Promise<void> {
  try {
    await of(name).consume(keyOf(name, subject))
  } catch (error) {
    if (error instanceof errors.E_TOO_MANY_REQUESTS) throw new TooManyAttempts(error.response.availableIn)
    throw error
  }
}

/** Takes counted attempts back, since they were rightful. */
export async function forgiveAttempts(name: LimitName, subject: string | number): Promise<void> {
  await of(name).delete(keyOf(name, subject))
}

/** Takes one counted attempt back. */
export async function forgiveAttempt(name: LimitName, subject: string | number): Promise<void> {
  await of(name).decrement(keyOf(name, subject))
}
