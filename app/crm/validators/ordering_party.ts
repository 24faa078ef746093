import vine from '@vinejs/vine'

export const orderingPartyValidator = vine.create({
  name: vine.string().trim().minLength(1).maxLength(120),
  party_company_id: vine.number().positive().withoutDecimals().exists({ table: 'companies', column: 'id' }).nullable().optional(),
  is_active: vine.boolean().optional(),
  answers: vine.record(vine.string().trim().maxLength(1000).nullable()).optional(),
})
