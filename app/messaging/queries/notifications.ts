import Notification from '#messaging/models/notification'

const PAGE = 50

/** How many notifications a person has not read. */
export async function countUnread(userId: number): Promise<number> {
  const [row] = await Notification.query().where('userId', userId).whereNull('readAt').count('* as total')
  return Number(row.$extras.total)
}

/** One page of a person's notifications, newest first, and where the next page starts. */
export async function notificationsOf(userId: number, before?: number) {
  const query = Notification.query().where('userId', userId).orderBy('id', 'desc').limit(PAGE + 1)
  if (before) query.where('id', '<', before)

  const rows = await query
  const notifications = rows.slice(0, PAGE)
  return { notifications, next: rows.length > PAGE ? notifications.at(-1)!.id : null }
}
