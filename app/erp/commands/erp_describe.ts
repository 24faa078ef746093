import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type ErpConnection from '#erp/models/erp_connection'

const SIGNS = { works: '✔', degraded: '~', impossible: '✖' }

export default class ErpDescribe extends BaseCommand {
  static commandName = 'erp:describe'
  static description = 'Try what an ERP can do: what works, what is weaker and why'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Name or number of the connection; all active ones when absent' })
  declare connection?: string

  @flags.boolean({ description: 'Print as JSON' })
  declare json: boolean

  async run() {
    const connections = await this.connections()
    if (connections.length === 0) {
      this.exitCode = 1
      return this.logger.error('There is no such connection')
    }
    for (const connection of connections) await this.describe(connection)
  }

  private async describe(connection: ErpConnection) {
    const { default: ProbeErp } = await import('#erp/actions/probe_erp')
    const { default: i18nManager } = await import('@adonisjs/i18n/services/main')
    const words = i18nManager.locale('en')
    const connector = connection.connector()
    try {
      const { description, abilities } = await new ProbeErp(connector).handle()
      const said = abilities.map(({ key, state, values }) => ({ key, state, sentence: words.t(`mapping.abilities.${key}.${state}`, values) }))
      if (this.json) return void process.stdout.write(`${JSON.stringify({ connection: connection.name, description, abilities: said })}\n`)

      const { name, version, company, currency, timeZone, limits } = description
      this.logger.log(`${connection.name}: ${name} ${version}, ${company}, ${currency}, ${timeZone}`)
      for (const { state, sentence } of said) this.logger.log(`  ${SIGNS[state]} ${sentence}`)
      for (const limit of limits) this.logger.log(`  · ${limit}`)
    } catch (error) {
      this.exitCode = 1
      this.logger.error(`${connection.name}: ${(error as Error).message}`)
    } finally {
      await connector.close().catch(() => {})
    }
  }

  private async connections(): Promise<ErpConnection[]> {
    const { default: Connection } = await import('#erp/models/erp_connection')
    const wanted = this.connection
    if (wanted === undefined) return Connection.query().where('isActive', true).orderBy('id')

    return Connection.query().where(/^\d+$/.test(wanted) ? { id: Number(wanted) } : { name: wanted })
  }
}
