import { Agent, createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Call {
  method: string
  path: string
  headers: Record<string, string>
  body: string
  status: number
  answer: string
}

/** Listens in on the calls to an ERP, and makes the same ones again without any of our code. */
export default class Replay {
  private calls: Call[] | null = null
  private server!: Server
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(private readonly erp: string) {}

  /** The address to call instead of the ERP's while listening in. */
  async start(): Promise<string> {
    this.server = createServer(async (incoming, outgoing) => {
      const body = await textOf(incoming)
      const headers = kept(incoming.headers)
      const { status, text, type } = await this.send(incoming.method!, incoming.url!, headers, body)
      this.calls?.push({ method: incoming.method!, path: incoming.url!, headers, body, status, answer: text })
      outgoing.writeHead(status, { 'content-type': type, 'date': new Date().toUTCString() }).end(text)
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => this.server.once('listening', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** The calls that the work makes. */
  async listen(work: () => Promise<unknown>): Promise<Call[]> {
    this.calls = []
    await work()
    const heard = this.calls
    this.calls = null
    return heard
  }

  /** Makes the calls again for another reference; what the ERP now answers otherwise goes into the later ones. */
  async again(calls: readonly Call[], recorded: string, reference: string): Promise<void> {
    const instead = new Map([[recorded, reference]])
    for (const { method, path, headers, body, status: before, answer } of calls) {
      const { status, text } = await this.send(method, changed(path, instead), headers, changed(body, instead))
      if (status !== before) throw new Error(`${method} ${path} answered ${status} instead of ${before}: ${text.slice(0, 300)} ${JSON.stringify(headers)} ${calls.map((c) => `${c.method} ${c.path} ${c.status}`).join(' | ')}`)
      learn(parsed(answer), parsed(text), instead)
    }
  }

  stop(): void {
    this.server.closeAllConnections()
    this.server.close()
    this.agent.destroy()
  }

  private send(method: string, path: string, headers: Record<string, string>, body: string) {
    return new Promise<{ status: number; text: string; type: string }>((resolve, reject) => {
      const sized = body ? { ...headers, 'content-length': String(Buffer.byteLength(body)) } : headers
      const sent = request(new URL(path, this.erp), { method, headers: sized, agent: this.agent }, async (answer) => {
        resolve({ status: answer.statusCode!, text: await textOf(answer), type: String(answer.headers['content-type'] ?? '') })
      })
      sent.on('error', reject).end(body)
    })
  }
}

const NOT_KEPT = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'transfer-encoding'])
const kept = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_KEPT.has(name))) as Record<string, string>

async function textOf(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Remembers each value that two answers of the same shape give differently. */
function learn(before: unknown, now: unknown, instead: Map<string, string>): void {
  if (before !== null && now !== null && typeof before === 'object' && typeof now === 'object') {
    for (const [key, value] of Object.entries(before)) learn(value, (now as Record<string, unknown>)[key], instead)
    return
  }
  const isName = (value: unknown) => ['string', 'number'].includes(typeof value) && String(value).length >= 2
  if (isName(before) && isName(now) && before !== now) instead.set(String(before), String(now))
}

function changed(text: string, instead: Map<string, string>): string {
  return text.replace(/[\w/-]*\w/g, (word) => instead.get(word) ?? word.replace(/\d+/g, (digits) => instead.get(digits) ?? digits))
}
