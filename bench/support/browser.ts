import { spawn, type ChildProcess } from 'node:child_process'
import { performance } from 'node:perf_hooks'

/** A person in front of a house: starts its server, signs in, and takes the time of pages to their last byte. */
export default class Browser {
  private server!: ChildProcess
  private jar = ''

  constructor(
    private readonly port: string,
    private readonly requests: number
  ) {}

  get base(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async start(email: string, password: string): Promise<void> {
    const env = { ...process.env, PORT: this.port, APP_URL: this.base }
    this.server = spawn(
      process.execPath,
      ['--no-warnings', '--import=@poppinss/ts-exec', 'bin/server.ts'],
      { env, stdio: 'ignore' }
    )
    for (let tries = 0; ; tries++) {
      if (
        await fetch(`${this.base}/sign-in`).then(
          (answer) => answer.ok,
          () => false
        )
      )
        break
      if (tries === 1200) throw new Error('The server did not start')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const page = await fetch(`${this.base}/sign-in`)
    const token = /name='_csrf' value='([^']+)'/.exec(await page.text())![1]
    const body = new URLSearchParams({ _csrf: token, email, password })
    this.jar = cookies(
      await fetch(`${this.base}/sign-in`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { cookie: cookies(page) },
      })
    )
  }

  stop(): void {
    this.server?.kill('SIGTERM')
  }

  /** Asks for pages one after the other and prints the median and the 95th of a hundred; the first five only warm up. */
  async measure(name: string, path: (round: number) => string | Promise<string>): Promise<void> {
    const times: number[] = []
    for (let round = -5; round < this.requests; round++) {
      const address = await path(Math.abs(round))
      const begun = performance.now()
      await this.page(address)
      if (round >= 0) times.push(performance.now() - begun)
    }
    times.sort((one, other) => one - other)
    const at = (share: number) =>
      times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0)
    console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`)
  }

  /** The link to the next page, followed from page to page. */
  walker(start: string): () => Promise<string> {
    let address = start
    return async () => {
      const current = address
      address =
        /href="([^"]*[?&]at=[^"]+)"/.exec(await this.page(current))?.[1].replaceAll('&amp;', '&') ??
        start
      return address
    }
  }

  private async page(address: string): Promise<string> {
    const answer = await fetch(this.base + address, {
      redirect: 'manual',
      headers: { cookie: this.jar },
    })
    const html = await answer.text()
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`)
    return html
  }
}

const cookies = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
