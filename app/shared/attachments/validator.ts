import vine from '@vinejs/vine'

/** A file for a record, with the kind and title of the document it belongs to; `meta` names the kinds. */
export const uploadValidator = vine.withMetaData<{ kinds: string[] }>().create({
  kind: vine.enum((field) => field.meta.kinds),
  title: vine.string().trim().maxLength(120).nullable().optional(),
  file: vine.file(),
})
