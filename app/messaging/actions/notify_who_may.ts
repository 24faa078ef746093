import { peopleWhoMay } from '#identity/queries/people_who_may'
import { within, type Trx } from '#shared/database/transaction'
import Notify, { type NotificationToGive } from '#messaging/actions/notify'

interface News extends Omit<NotificationToGive, 'userIds'> {
  /** Whom it concerns: everybody who may do this. */
  resource: string
  action: string
  /** The person whose doing it is, who need not be told. */
  except?: number | null
}

/** Tells everybody who may act on something that it is there to be acted on. */
export default class NotifyWhoMay {
  async handle({ resource, action, except, ...news }: News, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const people = await peopleWhoMay(resource, action, inner)
      await new Notify().handle({ ...news, userIds: people.filter((id) => id !== except) }, inner)
    })
  }
}
