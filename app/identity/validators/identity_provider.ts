import vine from '@vinejs/vine'

export const identityProviderValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(80),
  issuer: vine.string().trim().minLength(8).maxLength(190),
  client_id: vine.string().trim().minLength(1).maxLength(190),
  secret: vine.string().trim().maxLength(400).optional(),
  targets: vine.string().maxLength(2000).optional(),
  is_active: vine.boolean().optional(),
  is_offered: vine.boolean().optional(),
  matches_email: vine.boolean().optional(),
  provisions: vine.boolean().optional(),
  role_id: vine.number().withoutDecimals().exists({ table: 'roles', column: 'id' }).optional(),
})
