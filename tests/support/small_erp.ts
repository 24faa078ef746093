import { createServer as createHttp, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Heard {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: string
}

type Reply = { status?: number; headers?: Record<string, string>; body: string }

/** A server that answers as a test says, and remembers what it heard. */
export default class SmallErp {
  readonly heard: Heard[] = []
  answer: (heard: Heard) => Reply = () => ({ body: '{}' })
  url = ''
  private server: ReturnType<typeof createHttp> | null = null

  async start(identity?: { key: string; cert: string }): Promise<this> {
    const listen: RequestListener = async (incoming, outgoing) => {
      const parts: Buffer[] = []
      for await (const part of incoming) parts.push(part as Buffer)
      const heard = { method: incoming.method!, url: new URL(incoming.url!, 'http://erp'), headers: incoming.headers, body: Buffer.concat(parts).toString() }
      this.heard.push(heard)
      const { status = 200, headers = {}, body } = this.answer(heard)
      outgoing.writeHead(status, headers).end(body)
    }
    this.server = identity ? createHttps(identity, listen) : createHttp(listen)
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve))
    this.url = `${identity ? 'https' : 'http'}://127.0.0.1:${(this.server.address() as AddressInfo).port}`
    return this
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise((resolve) => this.server?.close(resolve))
  }
}
