import { registerCommands, type Command } from '#shared/shell/commands'
import { allRecordTypes } from '#shared/records/registry'
import { labelKey } from '#shared/records/record_type'
import { NAVIGATION } from '#start/navigation'

/** What Ctrl+K offers: every page of the rail, and a new record of every type that people create. */
const pages = NAVIGATION.flatMap(({ entries }) => entries).map(
  ({ key, icon, href, resource, action }): Command => ({ key: `go.${key}`, labelKey: `shell.nav.${key}`, icon, href, resource, action })
)

const creations = allRecordTypes()
  .filter(({ actions, isPart }) => actions.includes('create') && !isPart)
  .map(
    (type): Command => ({
      key: `new.${type.name}`,
      labelKey: labelKey(type, 'one'),
      icon: type.icon,
      href: `${type.path}/new`,
      resource: type.name,
      action: 'create',
      creates: true,
    })
  )

registerCommands([...creations, ...pages])
