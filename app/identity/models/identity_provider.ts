import type { DateTime } from 'luxon'
import encryption from '@adonisjs/core/services/encryption'
import { BaseModel, column, scope } from '@adonisjs/lucid/orm'

/** Somebody who says who a person is, by OpenID Connect: the company's directory, or the ERP itself. */
export default class IdentityProvider extends BaseModel {
  static table = 'identity_providers'

  /** Those with a button on the sign-in page. */
  static offered = scope((query) => void query.where({ isActive: true, isOffered: true }).orderBy('name'))

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare name: string

  @column()
  declare issuer: string

  @column()
  declare clientId: string

  @column({
    serializeAs: null,
    prepare: (secret: string | null) => secret && encryption.encrypt(secret),
    consume: (text: string | null) => text && encryption.decrypt<string>(text),
  })
  declare clientSecret: string | null

  /** Beginnings of the paths that a link of the provider may open. */
  @column({
    prepare: (targets: string[]) => targets.join('\n'),
    consume: (text: string) => text.split('\n').filter(Boolean),
  })
  declare targets: string[]

  @column({ consume: Boolean })
  declare isActive: boolean

  @column({ consume: Boolean })
  declare isOffered: boolean

  /** Whether a person is also known by a mail address that the provider has verified. */
  @column({ consume: Boolean })
  declare matchesEmail: boolean

  @column({ consume: Boolean })
  declare provisions: boolean

  /** The role of people who are added; null for the least one. */
  @column()
  declare roleId: number | null

  @column.dateTime({ autoCreate: true })
  declare createdAt: DateTime

  @column.dateTime({ autoCreate: true, autoUpdate: true })
  declare updatedAt: DateTime
}
