import ErpConnection from '#erp/models/erp_connection'
import LaunchKey from '#erp/models/launch_key'
import LaunchSettings from '#erp/models/launch_settings'
import LaunchUser from '#erp/models/launch_user'
import { launchProviderChoice } from '#erp/queries/launch_provider'

const PEOPLE_SHOWN = 500

/** What the page about launching from one ERP shows. */
export async function launchPage(connectionId: number) {
  const connection = await ErpConnection.findOrFail(connectionId)
  const settings = await LaunchSettings.find(connectionId)
  const keys = await LaunchKey.query().where('connectionId', connectionId).orderBy('id', 'desc')
  const people = await LaunchUser.query().where('connectionId', connectionId).preload('user').orderBy('erpUser').limit(PEOPLE_SHOWN)

  return { connection, settings, keys, people, ...(await launchProviderChoice(connectionId)) }
}
