import Group from '#identity/models/group'
import Role from '#identity/models/role'
import { LOCALES } from '#identity/rules/preferences'

const OFFERED_ZONES = Intl.supportedValuesOf('timeZone')

/** What the forms about people offer: languages, time zones, roles and groups. */
export async function personChoices() {
  const [roles, groups] = await Promise.all([Role.query().orderBy('name'), Group.query().orderBy('name')])
  return { roles, groups, locales: LOCALES, timeZones: OFFERED_ZONES }
}
