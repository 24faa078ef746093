import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'
import { todayIn } from '#shared/clock'
import IssueSandboxInvoice from '#erp/actions/issue_sandbox_invoice'
import SandboxConnector from '#erp/connectors/sandbox/sandbox_connector'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpUnavailable from '#erp/errors/erp_unavailable'

/** Longer than an overtaken request needs and shorter than the settle window of a drill. */
const OVERTAKEN_MS = 1500

/**
 * The sandbox behind a bad line, for drills. Of the postings that go wrong some are carried
 * out and their reply is lost, some are carried out only after we have stopped waiting, so
 * that what we ask next overtakes them, and some never arrive. It takes every reference as
 * often as it is sent: nothing but our own protocol stands between a lost reply and a twin.
 */
export default class LossyConnector extends SandboxConnector {
  constructor(protected lostPercent: number) {
    super()
  }

  override async postInvoice(invoice: InvoiceToPost): Promise<ErpInvoice> {
    if (randomInt(10_000) >= this.lostPercent * 100) return this.issue(invoice)

    const fault = randomInt(4)
    if (fault === 0) throw new ErpUnavailable('The drill dropped the request')
    if (fault === 1) void this.issueLate(invoice)
    else await this.issue(invoice)
    throw new ErpOutcomeUnknown('The drill lost the reply')
  }

  private async issueLate(invoice: InvoiceToPost): Promise<void> {
    await sleep(randomInt(OVERTAKEN_MS))
    await this.issue(invoice).catch(() => {})
  }

  private async issue(invoice: InvoiceToPost): Promise<ErpInvoice> {
    const { timeZone } = await sandboxSettings(db.connection())
    const id = await new IssueSandboxInvoice().handle(invoice, todayIn(timeZone))

    return (await this.readOne('invoice', String(id)))!
  }
}
