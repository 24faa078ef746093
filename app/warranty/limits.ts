import limiter from '@adonisjs/limiter/services/main'
import { errors } from '@adonisjs/limiter'
import TooManyRegistrations from '#warranty/errors/too_many_registrations'

/** What one network address may send by the public form: enough for a shop, too little for trying serial numbers out. */
const SENT_PER_HOUR = 20

/** Counts one use of the public form. @throws {TooManyRegistrations} when it was one too many */
export async function countPublicRegistration(address: string): Promise<void> {
  try {
    await limiter.use({ requests: SENT_PER_HOUR, duration: '1 hour' }).consume(`warranty:public:${address}`)
  } catch (error) {
    if (error instanceof errors.E_TOO_MANY_REQUESTS) throw new TooManyRegistrations(error.response.availableIn)
    throw error
  }
}
