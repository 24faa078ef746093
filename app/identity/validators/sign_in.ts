import vine from '@vinejs/vine'

export const signInValidator = vine.create({
  email: vine.string().trim().toLowerCase().maxLength(190),
  password: vine.string().maxLength(200),
  return: vine.string().maxLength(2000).optional(),
})

export const freshSignInValidator = vine.create({
  password: vine.string().maxLength(200),
  return: vine.string().maxLength(2000).optional(),
})

export const resetRequestValidator = vine.create({
  email: vine.string().trim().toLowerCase().email().maxLength(190),
})

const newPassword = () => vine.string().minLength(10).maxLength(200).confirmed({ as: 'password_confirmation' })

export const resetValidator = vine.create({ password: newPassword() })

export const passwordChangeValidator = vine.create({
  current_password: vine.string().maxLength(200),
  password: newPassword(),
})
