import type { ErpConnector, ErpInvoice, InvoiceToPost } from '#contracts/erp'
import type { DeliveryOutcome, LookUpOutcome, Reply } from '#shared/outbox/kinds'
import { ErpError } from '#erp/errors/erp_error'
import ErpRefused from '#erp/errors/erp_refused'
import { differencesOf, findingOf, type Finding } from '#erp/rules/posted_invoice'

/**
 * Puts an invoice into the ERP, or finds the one an earlier call put there. The reference
 * is looked up before anything is sent, and what the ERP answers is held against what we
 * asked for.
 */
export default class DeliverInvoice {
  constructor(protected connector: ErpConnector) {}

  async handle(invoice: InvoiceToPost): Promise<DeliveryOutcome> {
    let finding: Finding
    try {
      finding = findingOf(await this.connector.findInvoices(invoice.reference))
    } catch (error) {
      return this.nothingSent(error)
    }
    if (finding.found === 'one') return this.compared(invoice, finding.invoice)
    if (finding.found === 'several') return several(finding.invoices)

    try {
      return this.compared(invoice, await this.connector.postInvoice(invoice))
    } catch (error) {
      return this.failed(error)
    }
  }

  /** What the ERP holds; a draft without validation counts as nothing yet, and is resumed. */
  async lookUp(invoice: InvoiceToPost): Promise<LookUpOutcome> {
    try {
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

  protected nothingSent(error: unknown): DeliveryOutcome {
    const problem = problemOf(error)
    return { outcome: problem.code === 'access_denied' ? 'blocked' : 'unavailable', problem }
  }

  protected failed(error: unknown): DeliveryOutcome {
    const problem = problemOf(error)
    if (error instanceof ErpRefused) return { outcome: 'refused', problem }
    if (error instanceof ErpError && error.kind === 'access_denied') return { outcome: 'blocked', problem }
    if (error instanceof ErpError && error.kind === 'unavailable') return { outcome: 'unavailable', problem }
    return { outcome: 'outcome_unknown', problem }
  }
}

function several(invoices: ErpInvoice[]) {
  const numbers = invoices.map(({ number, id }) => number ?? `#${id}`).join(', ')
  return { outcome: 'differs' as const, problem: { code: 'several', sentence: numbers } }
}

function problemOf(error: unknown) {
  const sentence = error instanceof Error ? error.message : String(error)
  if (error instanceof ErpRefused) return { code: error.code, sentence: error.sentence }
  return { code: error instanceof ErpError ? error.kind : 'unexpected', sentence }
}
