import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** What becomes of one exchange of a request and its answer. */
type Fate = 'passes' | 'never_arrives' | 'answer_lost' | 'answer_torn' | 'answer_late'

const CUTS: Fate[] = ['never_arrives', 'answer_lost', 'answer_torn', 'answer_late']
const LATE_MS = 1_500

/**
 * A line to an ERP that is cut at random, for drills: some requests never arrive, of others
 * the answer is lost, torn in the middle or held back until nobody waits for it any more.
 * Listens on this machine alone.
 */
export default class LineCutter {
  readonly cuts: Record<string, number> = {}
  exchanges = 0
  private server: Server | null = null
  private readonly sockets = new Set<Socket>()

  /** @param percent of the exchanges that are cut */
  constructor(
    private host: string,
    private port: number,
    private percent: number
  ) {}

  /** The port to call instead of the ERP's. */
  async start(): Promise<number> {
    this.server = createServer((client) => this.relay(client)).listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    return (this.server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(null)))
  }

  private relay(client: Socket): void {
    const erp = connect(this.port, this.host)
    let fate: Fate | null = null
    const end = () => [client, erp].forEach((socket) => socket.destroy())
    for (const socket of [client, erp]) {
      this.sockets.add(socket)
      socket.on('error', end).on('close', () => (this.sockets.delete(socket), end()))
    }
    client.on('data', (request) => {
      fate ??= this.roll()
      if (fate === 'never_arrives') end()
      else erp.write(request)
    })
    erp.on('data', (answer) => {
      const met = fate ?? 'passes'
      fate = null
      if (met === 'passes') return void client.write(answer)
      if (met === 'answer_late') return void setTimeout(end, LATE_MS)
      if (met === 'answer_torn') return void client.write(answer.subarray(0, Math.floor(answer.length / 2)), end)
      end()
    })
  }

  private roll(): Fate {
    this.exchanges += 1
    if (randomInt(10_000) >= this.percent * 100) return 'passes'
    const fate = CUTS[randomInt(CUTS.length)]
    this.cuts[fate] = (this.cuts[fate] ?? 0) + 1
    return fate
  }
}
