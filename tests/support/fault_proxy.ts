import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export type Fault =
  /** The request is carried out and its answer lost. */
  | { kind: 'cut' }
  /** The request never arrives. */
  | { kind: 'drop' }
  | { kind: 'delay'; ms: number }
  /** Somebody else answers, such as a proxy in between. */
  | { kind: 'answer'; status: number; body: string }
  | { kind: 'rewrite'; body: (body: string) => string }

type Match = (body: string) => boolean

/** A proxy before an ERP that goes wrong on demand: each fault is spent on the next call that matches. */
export default class FaultProxy {
  /** Bodies of the requests that arrived here, in order. */
  readonly seen: string[] = []

  private faults: { fault: Fault; match: Match }[] = []
  private server: Server | null = null
  private sockets = new Set<Socket>()
  private port = 0

  constructor(private target: string) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async start(): Promise<this> {
    this.server = createServer((incoming, outgoing) => void this.relay(incoming, outgoing))
    this.server.on('connection', (socket) => {
      this.sockets.add(socket)
      socket.on('close', () => this.sockets.delete(socket))
    })
    await new Promise<void>((resolve, reject) =>
      this.server!.once('error', reject).listen(this.port, '127.0.0.1', resolve)
    )
    this.port = (this.server.address() as AddressInfo).port

    return this
  }

  /** Nobody listens any more until `start` is called again, on the same port. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server?.close(resolve))
    this.sockets.forEach((socket) => socket.destroy())
    await closed
  }

  next(fault: Fault, match: Match = () => true): void {
    this.faults.push({ fault, match })
  }

  forget(): void {
    this.faults = []
    this.seen.length = 0
  }

  private async relay(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await read(incoming)
    this.seen.push(body)
    const index = this.faults.findIndex(({ match }) => match(body))
    const fault = index < 0 ? null : this.faults.splice(index, 1)[0].fault

    if (fault?.kind === 'drop') return void incoming.socket.destroy()
    if (fault?.kind === 'answer')
      return void outgoing.writeHead(fault.status, { 'Content-Type': 'text/html' }).end(fault.body)
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms))

    const answer = await this.forward(incoming, body).catch(() => null)
    if (!answer || fault?.kind === 'cut') return void incoming.socket.destroy()
    const headers = { ...answer.headers }
    delete headers['content-length']
    const text = fault?.kind === 'rewrite' ? fault.body(answer.body) : answer.body
    outgoing.writeHead(answer.status, headers).end(text)
  }

  private forward(incoming: IncomingMessage, body: string) {
    return new Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>((resolve, reject) => {
      const headers = {
        ...incoming.headers,
        'host': new URL(this.target).host,
        'content-length': Buffer.byteLength(body),
      }
      const forwarded = request(
        new URL(incoming.url!, this.target),
        { method: incoming.method, headers },
        async (answer) => {
          resolve({ status: answer.statusCode!, headers: answer.headers, body: await read(answer) })
        }
      )
      forwarded.on('error', reject).end(body)
    })
  }
}

async function read(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
