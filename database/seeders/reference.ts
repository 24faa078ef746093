import { within } from '#shared/database/transaction'
import { seedRoles } from '#database/seeders/reference/roles'

/** What the application cannot work without; may be loaded any number of times. */
export async function seedReference(): Promise<void> {
  await within(undefined, (trx) => seedRoles(trx))
}
