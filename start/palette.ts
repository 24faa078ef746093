import { registerCommands } from '#shared/shell/commands'
import { allRecordTypes } from '#shared/records/registry'
import { labelKey } from '#shared/records/record_type'

/** What the "New" menu and Ctrl+K offer: a new record of every type that people create by itself. */
registerCommands(
  allRecordTypes()
    .filter(({ actions, isPart }) => actions.includes('create') && !isPart)
    .map((type) => ({
      key: `new.${type.name}`,
      labelKey: labelKey(type, 'one'),
      icon: type.icon,
      href: `${type.path}/new`,
      resource: type.name,
      action: 'create',
      creates: true,
    }))
)
