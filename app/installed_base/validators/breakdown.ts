import vine from '@vinejs/vine'

/** An empty country or city is one that nobody wrote down. */
const name = (max: number) =>
  vine
    .string()
    .maxLength(max)
    .parse((value) => value ?? undefined)
    .optional()

export const breakdownValidator = vine.create({
  country: name(2),
  city: name(128),
  postcode: name(32),
  by: vine.enum(['city', 'postcode'] as const).optional(),
  channel: vine.enum(['direct', 'wholesaler', 'reseller']).parse((value) => value || undefined).optional(),
})
