import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { ErpEntity } from '#contracts/erp'
import type SyncRun from '#erp/models/sync_run'
import type SyncRunEntity from '#erp/models/sync_run_entity'

export default class ErpSync extends BaseCommand {
  static commandName = 'erp:sync'
  static description = 'Bring customers, products, orders, deliveries, invoices, payments and what belongs to them in from the ERP'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Name or number of the connection; all active ones when absent' })
  declare connection?: string

  @flags.array({ description: 'Only this, such as customer, product, price_list, order, invoice or payment; may be repeated' })
  declare entity?: string[]

  @flags.boolean({ description: 'Read everything, not only what changed' })
  declare full: boolean

  @flags.boolean({ description: 'Also look for records that vanished from the ERP' })
  declare sweep: boolean

  @flags.boolean({ description: 'Print the figures as JSON' })
  declare json: boolean

  async run() {
    const { ERP_ENTITIES } = await import('#contracts/erp')
    const { default: SyncConnection } = await import('#erp/actions/sync_connection')
    const unknown = (this.entity ?? []).filter((name) => !ERP_ENTITIES.includes(name as ErpEntity))
    if (unknown.length > 0) return this.refuse(`There is no entity "${unknown[0]}"; there are ${ERP_ENTITIES.join(', ')}`)

    const connections = await this.connections()
    if (connections.length === 0) return this.refuse('There is no such connection')

    for (const { id, name } of connections) {
      const order = {
        mode: this.full ? ('full' as const) : ('incremental' as const),
        sweeps: this.sweep,
        ...(this.entity?.length ? { entities: this.entity as ErpEntity[] } : {}),
      }
      try {
        const run = await new SyncConnection().handle(id, order, { onProgress: (entity, part) => this.progress(entity, part) })
        await this.report(name, run)
      } catch (error) {
        this.refuse(`${name}: ${(error as Error).message}`)
      }
    }
  }

  private async connections(): Promise<{ id: number; name: string }[]> {
    const { default: ErpConnection } = await import('#erp/models/erp_connection')
    const wanted = this.connection
    if (wanted === undefined) return ErpConnection.query().where('isActive', true).orderBy('id')

    return ErpConnection.query().where(/^\d+$/.test(wanted) ? { id: Number(wanted) } : { name: wanted })
  }

  private progress(entity: ErpEntity, part: SyncRunEntity) {
    if (this.json || !process.stderr.isTTY) return
    const bar = '█'.repeat(part.pages % 30).padEnd(30, '·')
    process.stderr.write(`\r${entity.padEnd(12)} ${bar} ${part.read} read, ${part.created + part.changed} written\x1b[K`)
  }

  private async report(name: string, run: SyncRun) {
    const { COUNTS } = await import('#erp/sync_context')
    await run.load('parts')
    if (run.state !== 'done') this.exitCode = 1
    if (this.json) return void process.stdout.write(`${JSON.stringify({ connection: name, ...run.serialize() })}\n`)

    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    const table = this.ui.table().head([name, 'state', ...COUNTS])
    for (const part of run.parts) table.row([part.entity, part.state, ...COUNTS.map((count) => String(part[count]))])
    table.render()
    if (run.failure) this.logger.error(`${run.failureKind}: ${run.failure}`)
  }

  private refuse(sentence: string) {
    this.exitCode = 1
    this.logger.error(sentence)
  }
}
