import { execFileSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright'
import { CHROMIUM, CHROMIUM_FLAGS } from '#tests/support/browser'
import ErpPage from '#tests/support/erp_page'
import OidcProvider from '#tests/support/oidc_provider'
import { ownHouse, runToEnd, startUntil } from '#tests/support/spawned_house'
import { claims, hs256 } from '#tests/support/tickets'

const NODE = ['--no-warnings', '--import=@poppinss/ts-exec']
const KID = 'framed'

/** A house in a process of its own, an ERP's page of another site, a directory, and a Chromium that blocks third-party cookies. */
export default class FramedHouse {
  readonly erp = new ErpPage()
  readonly directory = new OidcProvider()
  env!: Record<string, string>
  browser!: Browser
  made!: { connectionId: number; customerId: number; customerName: string }
  private process?: ChildProcess
  private readonly secret = randomBytes(32).toString('base64url')

  async start(name: string, isSecure = true): Promise<this> {
    await this.erp.start()
    const own = await ownHouse(name)
    this.env = { ...own, APP_URL: `http://127.0.0.1:${own.PORT}`, COOKIE_SECURE: String(isSecure) }
    await this.directory.start(`${this.env.APP_URL}/oidc/callback`)
    this.directory.accounts.set('ana', { sub: 'ana', email: 'ana@erp.example', email_verified: true })
    await runToEnd([...NODE, 'ace.js', 'house:prepare'], this.env)
    const preparing = [...NODE, 'tests/support/launch_house.ts', KID, this.secret, this.erp.origin, this.directory.issuer]
    const said = execFileSync(process.execPath, preparing, { env: { ...process.env, ...this.env } })
    this.made = JSON.parse(said.toString().trim().split('\n').at(-1)!)
    this.process = await startUntil('started HTTP server', [...NODE, 'bin/server.ts'], this.env)
    this.browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS, '--test-third-party-cookie-phaseout'] })
    return this
  }

  async stop(): Promise<void> {
    await this.browser?.close()
    this.process?.kill('SIGKILL')
    this.erp.stop()
    this.directory.stop()
    for (const ending of ['', '-wal', '-shm']) rmSync(`${this.env.DB_FILE}${ending}`, { force: true })
  }

  async page(): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
    context.setDefaultTimeout(20_000)
    return context.newPage()
  }

  /** Opens the ERP's page and lets it post a ticket into its frame. */
  async launch(page: Page) {
    const { connectionId, customerId } = this.made
    const ticket = hs256(claims(this.env.APP_URL, { ctx: { connection: connectionId, entity: 'customer', key: String(customerId) } }), KID, this.secret)
    await page.goto(this.erp.opening(this.env.APP_URL, ticket))
    await page.getByRole('button', { name: 'Service' }).click()
    return page.frame({ name: 'annexa' })!
  }

  /** Our screen of the customer as a plain link names it. */
  get link(): string {
    const { connectionId, customerId } = this.made
    return `${this.env.APP_URL}/launch?connection=${connectionId}&entity=customer&key=${customerId}`
  }
}
