import vine from '@vinejs/vine'

/** Tokens added or taken away by hand. */
export const tokenAdditionValidator = vine.create({
  key: vine.string().trim().minLength(8).maxLength(80),
  company_id: vine.number().withoutDecimals().positive(),
  contract_model_id: vine.number().withoutDecimals().positive(),
  tokens: vine
    .string()
    .trim()
    .regex(/^-?(?=.*[1-9])\d{1,10}(\.\d{1,2})?$/),
  reason: vine.string().trim().minLength(3).maxLength(255),
})
