import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { ErpConnector } from '#contracts/erp'
import PrepareLineDrill, { type LineDrill } from '#erp/actions/prepare_line_drill'
import { ringDrillTwice, untilDrillSettles } from '#erp/actions/watch_drill'
import { connectorKind } from '#erp/connector_kinds'
import LineCutter from '#erp/connectors/line_cutter'
import DrillRefused from '#erp/errors/drill_refused'
import ErpConnection from '#erp/models/erp_connection'
import { hangUp } from '#erp/outbox/line_drill_outbox_kind'
import { lineDrillFindings, type LineDrillFindings } from '#erp/queries/line_drill_findings'

export interface LineDrillOrder {
  /** Name or number of the connection. */
  connection: string
  /** Its name once more, as proof that somebody means it. */
  confirmation: string | undefined
  postings: number
  cutPercent: number
  onProgress?: (done: number) => void
}

export interface LineDrillReport extends LineDrillFindings {
  postings: number
  seconds: number
  exchanges: number
  cuts: Record<string, number>
  prefix: string
}

/**
 * Posts to a connected ERP over a line that is cut at random, and counts in the ERP itself.
 * What it posts stays there, marked by its reference, and adds up to nothing.
 */
export default class RunLineDrill {
  /** @throws {DrillRefused} */
  async handle({ connection: named, confirmation, postings, cutPercent, onProgress = () => {} }: LineDrillOrder): Promise<LineDrillReport> {
    const connection = await this.connection(named)
    const url = this.addressOf(connection)
    if (confirmation !== connection.name) throw new DrillRefused('unconfirmed')

    const name = randomBytes(2).toString('hex').toUpperCase()
    const cutter = new LineCutter(url.hostname, Number(url.port) || 80, cutPercent)
    const direct = connectorKind(connection.kind).open(connection.ownSettings, connection.id)
    const cut = new URL(url)
    cut.host = `127.0.0.1:${await cutter.start()}`
    let drill: LineDrill | undefined
    try {
      drill = await new PrepareLineDrill().handle(name, postings, connection, direct, cut.href)
      const began = performance.now()
      await ringDrillTwice(drill)
      await untilDrillSettles(drill, onProgress)
      const seconds = (performance.now() - began) / 1000
      return { ...(await this.counted(direct, drill)), postings, seconds, exchanges: cutter.exchanges, cuts: cutter.cuts, prefix: `DRILL-${name}-` }
    } finally {
      if (drill) await this.clear(drill)
      await cutter.stop()
      await direct.close().catch(() => {})
    }
  }

  private async connection(named: string): Promise<ErpConnection> {
    const column = /^\d+$/.test(named) ? 'id' : 'name'
    const connection = await ErpConnection.query().where(column, named).first()
    if (!connection) throw new DrillRefused('unknown')
    if (connection.kind === 'sandbox') throw new DrillRefused('sandbox')
    return connection
  }

  private addressOf({ settings: { url } }: ErpConnection): URL {
    if (!url || !URL.canParse(url) || new URL(url).protocol !== 'http:') throw new DrillRefused('address')
    return new URL(url)
  }

  private counted(direct: ErpConnector, drill: LineDrill): Promise<LineDrillFindings> {
    return lineDrillFindings(direct, drill)
  }

  private async clear({ kind, target }: LineDrill): Promise<void> {
    await hangUp(target)
    await db.from('outbox_messages').where({ kind, target }).delete()
    await db.from('jobs').where('lane', `erp-${target}`).where('state', 'waiting').delete()
    await db.from('erp_connections').where('id', Number(target)).delete()
  }
}
