import Mail from '#messaging/models/mail'

const PAGE = 50

/** One page of the mails of the house, newest first, and where the next page starts. */
export async function mailsBefore(before?: number) {
  const query = Mail.query().orderBy('id', 'desc').limit(PAGE + 1)
  if (before) query.where('id', '<', before)

  const rows = await query
  const mails = rows.slice(0, PAGE)
  return { mails, next: rows.length > PAGE ? mails.at(-1)!.id : null }
}
