import { within } from '#shared/database/transaction'
import User from '#identity/models/user'
import type { Density, Locale, Theme } from '#identity/rules/preferences'

export interface Profile {
  fullName: string
  locale: Locale
  timeZone: string
  theme: Theme
  density: Density
}

/** Saves what people may change about themselves. */
export default class EditProfile {
  async handle(userId: number, profile: Profile): Promise<User> {
    return within(undefined, async (trx) => {
      const user = await User.findOrFail(userId, { client: trx })
      return user.merge(profile).save()
    })
  }
}
