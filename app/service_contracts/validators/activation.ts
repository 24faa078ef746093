import vine from '@vinejs/vine'

export const draftActivationValidator = vine.create({
  chosen: vine.array(vine.number().withoutDecimals().positive()).maxLength(200).optional(),
  /** The address of the list, to come back to it. */
  back: vine.string().maxLength(2000).nullable().optional(),
})

export const lastStepValidator = vine.create({
  step: vine.enum(['cancel', 'close', 'reopen']),
  reason: vine.string().trim().minLength(3).maxLength(255),
})
