import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import { connectorKit } from '#erp/kit/connector_files'

const run = promisify(execFile)
const NAME = `trial_erp_${process.pid}`
const FILES = Object.keys(connectorKit(NAME).files)
const SPEC = `tests/contract/${NAME}_connector.spec.ts`

const remove = async () => {
  await rm(app.makePath(`app/erp/connectors/${NAME}`), { recursive: true, force: true })
  await rm(app.makePath(SPEC), { force: true })
  await rm(app.makePath(`tmp/${NAME}.json`), { force: true })
}

/** What a command prints, whether it succeeds or not. */
const said = (file: string, args: string[], env: Record<string, string> = {}): Promise<string> =>
  run(file, args, { cwd: app.makePath(), env: { ...process.env, ...env }, maxBuffer: 50_000_000 }).then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }) => stdout + stderr
  )

test.group('A new connector', (group) => {
  group.setup(() => ace.ui.switchMode('raw'))
  group.teardown(() => ace.ui.switchMode('normal'))
  group.teardown(remove)

  test('its files are written once, with what to do next', async ({ assert }) => {
    const command = await ace.exec('make:connector', [NAME])
    const lines = command.logger.getLogs().map(({ message }) => message).join('\n')

    assert.equal(command.exitCode ?? 0, 0)
    for (const file of FILES) assert.isTrue(existsSync(app.makePath(file)), file)
    assert.include(lines, 'registry.ts')
    const again = await ace.exec('make:connector', [NAME])
    assert.equal(again.exitCode, 1)
  })

  test('a name that no file could have is refused', async ({ assert }) => {
    for (const name of ['Sage', '../x', 'a b', '9x']) {
      const command = await ace.exec('make:connector', [name])
      assert.equal(command.exitCode, 1)
    }
  })

  test('what is written compiles as strictly as the house does', async ({ assert }) => {
    await written()
    const project = { extends: '../tsconfig.json', compilerOptions: { noEmit: true, rootDir: '..', types: ['node', '@japa/assert'] }, files: FILES.map((file) => `../${file}`), include: [], exclude: [] }
    await writeFile(app.makePath(`tmp/${NAME}.json`), JSON.stringify(project))
    const complaints = await said(process.execPath, ['node_modules/typescript/bin/tsc', '-p', `tmp/${NAME}.json`])

    assert.deepEqual(complaints.split('\n').filter((line) => line.includes(NAME)), [])
  }).timeout(120_000)

  test('its test fails, and names each thing that is missing', async ({ assert }) => {
    await written()
    const args = ['--no-warnings', '--import=@poppinss/ts-exec', 'bin/test.ts', 'integration', `--files=${SPEC}`]
    const output = await said(process.execPath, args, { DB_FILE: `tmp/test-${NAME}.sqlite3`, PORT: '0' })
    await rm(app.makePath(`tmp/test-${NAME}.sqlite3`), { force: true })

    assert.match(output, /FAILED/)
    for (const part of ['describe: name, version', 'serverTime: the ERP’s own clock', 'renameCustomer:', 'moveCustomer:', 'spoil:', 'findInvoices:', 'postInvoice:', 'reading "customer"', 'Fill in "refusals"']) {
      assert.include(output, part)
    }
    assert.include(output, 'docs/erp/adding_a_connector.md')
  }).timeout(120_000)
})

async function written(): Promise<void> {
  for (const [path, content] of Object.entries(connectorKit(NAME).files)) {
    await mkdir(dirname(app.makePath(path)), { recursive: true })
    await writeFile(app.makePath(path), content)
  }
}
