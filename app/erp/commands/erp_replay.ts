import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { ErpEntity } from '#contracts/erp'

export default class ErpReplay extends BaseCommand {
  static commandName = 'erp:replay'
  static description = 'Understand a day of the archive anew, without asking the ERP, and list what differs'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Name or number of the connection' })
  declare connection: string

  @args.string({ description: 'Which records: customer, product, order, delivery, invoice, …' })
  declare entity: string

  @args.string({ description: 'The day in the time zone of the ERP, such as 2026-11-22' })
  declare day: string

  @flags.boolean({ description: 'Also write what differs' })
  declare apply: boolean

  @flags.boolean({ description: 'Print the report as JSON' })
  declare json: boolean

  async run() {
    const { ERP_ENTITIES } = await import('#contracts/erp')
    const { default: ErpConnection } = await import('#erp/models/erp_connection')
    const { default: ReplayPayloads } = await import('#erp/actions/replay_payloads')
    const named = /^\d+$/.test(this.connection) ? { id: Number(this.connection) } : { name: this.connection }
    const connection = await ErpConnection.query().where(named).first()
    if (!connection) return this.refuse('There is no such connection')
    if (!ERP_ENTITIES.includes(this.entity as ErpEntity)) return this.refuse(`There is no entity "${this.entity}"; there are ${ERP_ENTITIES.join(', ')}`)

    const report = await new ReplayPayloads(connection, this.entity as ErpEntity).handle(this.day, this.apply ?? false)
    if (this.json) return console.log(JSON.stringify(report, null, 2))
    for (const { id, kind, columns } of report.differences) {
      const facts = Object.entries(columns).map(([name, [held, archived]]) => `${name} ${held ?? '–'} → ${archived ?? '–'}`)
      this.logger.warning(`${kind}: ${id} ${facts.join(', ')}`)
    }
    for (const { id, reason } of report.faulty) this.logger.warning(`faulty: ${id} ${reason}`)
    const { pages, records, same, superseded, gone, differing, applied } = report
    this.logger.info(`${pages} pages, ${records} records: ${same} the same, ${differing} differ, ${superseded} came again later, ${gone} gone, ${applied} written`)
    if (differing > applied) this.exitCode = 1
  }

  private refuse(sentence: string) {
    this.exitCode = 1
    this.logger.error(sentence)
  }
}
