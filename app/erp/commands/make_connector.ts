import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { args, BaseCommand } from '@adonisjs/core/ace'
import { connectorKit, type ConnectorKit } from '#erp/kit/connector_files'

export default class MakeConnector extends BaseCommand {
  static commandName = 'make:connector'
  static description = 'Begin a connector to an ERP: files that compile, and a test that names what is missing'

  @args.string({ description: 'Name in small letters, such as sage_x3' })
  declare name: string

  async run() {
    const kit = this.kit()
    if (!kit) return
    const there = Object.keys(kit.files).filter((path) => existsSync(this.app.makePath(path)))
    if (there.length > 0) {
      this.exitCode = 1
      return this.logger.error(`Nothing was written, for these are there already: ${there.join(', ')}`)
    }

    for (const [path, content] of Object.entries(kit.files)) {
      await mkdir(dirname(this.app.makePath(path)), { recursive: true })
      await writeFile(this.app.makePath(path), content)
      this.logger.action(`create ${path}`).succeeded()
    }
    this.logger.log('Next:')
    kit.steps.forEach((step, index) => this.logger.log(`  ${index + 1}. ${step}`))
  }

  private kit(): ConnectorKit | null {
    try {
      return connectorKit(this.name)
    } catch (error) {
      this.exitCode = 1
      this.logger.error((error as Error).message)
      return null
    }
  }
}
