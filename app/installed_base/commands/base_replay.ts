import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class BaseReplay extends BaseCommand {
  static commandName = 'base:replay'
  static description = 'Compute the installed base again from the ERP documents and list what differs'
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Also bring what differs into agreement' })
  declare repair: boolean

  @flags.boolean({ description: 'Print the report as JSON' })
  declare json: boolean

  async run() {
    const { default: ReplayInstalledBase } = await import('#installed_base/actions/replay_installed_base')
    const report = await new ReplayInstalledBase().handle({ repairs: this.repair })

    if (this.json) return console.log(JSON.stringify(report, null, 2))
    for (const { kind, subject, columns } of report.differences) {
      const facts = Object.entries(columns).map(([name, [stored, should]]) => `${name} ${stored ?? '–'} → ${should ?? '–'}`)
      this.logger.warning(`${kind.replace('_', ' ')}: ${subject} ${facts.join(', ')}`)
    }
    const found = `${report.documentCount} documents, ${report.itemCount} items, ${report.differences.length} differences`
    if (report.differences.length === 0 || this.repair) this.logger.success(found)
    else {
      this.logger.error(found)
      this.exitCode = 1
    }
  }
}
