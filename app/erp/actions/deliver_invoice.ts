import type { ErpCapabilities, ErpConnector, ErpInvoice, InvoiceToPost } from '#contracts/erp'
import type { DeliveryOutcome, LookUpOutcome, Reply } from '#shared/outbox/kinds'
import { ErpError } from '#erp/errors/erp_error'
import ErpRefused from '#erp/errors/erp_refused'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import { differencesOf, findingOf, type Finding } from '#erp/rules/posted_invoice'

/**
 * Puts an invoice into the ERP, or finds the one an earlier call put there. The reference
 * is looked up before anything is sent, and what the ERP answers is held against what we
 * asked for. An ERP that cannot be searched but recognises a repetition is asked by repeating.
 */
export default class DeliverInvoice {
  private readonly searches: boolean

  constructor(
    protected connector: ErpConnector,
    capabilities?: Pick<ErpCapabilities, 'externalReferenceSearchable'>
  ) {
    this.searches = capabilities?.externalReferenceSearchable ?? true
  }

  async handle(invoice: InvoiceToPost): Promise<DeliveryOutcome> {
    let finding: Finding
    try {
      finding = findingOf(this.searches ? await this.connector.findInvoices(invoice.reference) : [])
    } catch (error) {
      return this.nothingSent(error)
    }
    if (finding.found === 'one') return this.compared(invoice, finding.invoice)
    if (finding.found === 'several') return several(finding.invoices)

    try {
      const draft = finding.found === 'draft' ? finding.invoice : null
      return this.compared(invoice, await this.connector.postInvoice(invoice, draft))
    } catch (error) {
      return error instanceof ErpRefused ? this.refused(invoice, error) : this.failed(error)
    }
  }

  /** What the ERP holds; a draft without validation counts as nothing yet, and is resumed. */
  async lookUp(invoice: InvoiceToPost): Promise<LookUpOutcome> {
    try {
      if (!this.searches) return this.compared(invoice, await this.connector.postInvoice(invoice, null))
      const finding = findingOf(await this.connector.findInvoices(invoice.reference))
      if (finding.found === 'one') return this.compared(invoice, finding.invoice)
      if (finding.found === 'several') return several(finding.invoices)
      return { outcome: 'not_found' }
    } catch (error) {
      return { outcome: 'look_up_failed', problem: problemOf(error) }
    }
  }

  protected compared(sent: InvoiceToPost, posted: ErpInvoice) {
    const reply = { ...posted } as Reply
    const differences = differencesOf(sent, posted)
    if (differences.length === 0) return { outcome: 'accepted' as const, reply }

    const sentence = differences.map(({ what, ours, theirs }) => `${what}: ${ours} here, ${theirs} there`).join('; ')
    return { outcome: 'differs' as const, reply, problem: { code: 'differs', sentence } }
  }

  /** That the reference is taken means it arrived; a closed period is answered with the first day that is open. */
  protected async refused(invoice: InvoiceToPost, error: ErpRefused): Promise<DeliveryOutcome> {
    const problem = problemOf(error)
    if (error.code === 'duplicate_reference') {
      const found = await this.lookUp(invoice)
      return found.outcome === 'accepted' || found.outcome === 'differs' ? found : { outcome: 'refused', problem }
    }
    if (error.code !== 'period_closed') return { outcome: 'refused', problem }
    const day = await this.connector.firstOpenDay?.(invoice.issuedOn).catch(() => null)

    return { outcome: 'refused', problem, ...(day ? { reply: { firstOpenDay: day } } : {}) }
  }

  protected nothingSent(error: unknown): DeliveryOutcome {
    const problem = problemOf(error)
    if (problem.code === 'access_denied') return { outcome: 'blocked', problem }
    return { outcome: 'unavailable', problem, retryAfterSeconds: pauseOf(error) }
  }

  protected failed(error: unknown): DeliveryOutcome {
    const problem = problemOf(error)
    if (error instanceof ErpError && error.kind === 'access_denied') return { outcome: 'blocked', problem }
    if (error instanceof ErpError && error.kind === 'unavailable') return { outcome: 'unavailable', problem, retryAfterSeconds: pauseOf(error) }
    return { outcome: 'outcome_unknown', problem }
  }
}

function several(invoices: ErpInvoice[]) {
  const numbers = invoices.map(({ number, id }) => number ?? `#${id}`).join(', ')
  return { outcome: 'differs' as const, reply: { held: invoices } as Reply, problem: { code: 'several', sentence: numbers } }
}

function pauseOf(error: unknown): number {
  return error instanceof ErpUnavailable ? error.retryAfterSeconds : 0
}

function problemOf(error: unknown) {
  const sentence = error instanceof Error ? error.message : String(error)
  if (error instanceof ErpRefused) return { code: error.code, sentence: error.sentence }
  return { code: error instanceof ErpError ? error.kind : 'unexpected', sentence }
}
