import type { ErpIntake } from '#contracts/erp'
import type { DeliveryOutcome, LookUpOutcome } from '#shared/outbox/kinds'
import ErpRefused from '#erp/errors/erp_refused'
import { failedOutcome, problemOf, unsentOutcome } from '#erp/outbox/customer_delivery'
import type { Deviation } from '#erp/rules/outgoing_documents'

/** What every kind of document shows that an ERP holds. */
interface Held {
  id: string
  number: string
  state: string
}

/**
 * Puts a document into the ERP, or finds the one an earlier call put there. The reference is
 * looked up before anything is sent, and what the ERP holds is held against what we asked for.
 */
export default class DeliverDocument<Sent extends { reference: string }, H extends Held> {
  constructor(
    protected intake: ErpIntake<Sent, H>,
    protected deviation: (sent: Sent, held: H) => Deviation | null
  ) {}

  async handle(sent: Sent): Promise<DeliveryOutcome> {
    let found: H[]
    try {
      found = await this.intake.find(sent.reference)
    } catch (error) {
      return unsentOutcome(error)
    }
    const final = found.filter(({ state }) => state !== 'draft')
    if (final.length > 0 || found.length > 1) return this.settled(sent, found)

    try {
      return this.settled(sent, [await this.intake.post(sent, found[0] ?? null)])
    } catch (error) {
      return error instanceof ErpRefused && error.code === 'duplicate_reference' ? this.taken(sent, error) : failedOutcome(error)
    }
  }

  /** What the ERP holds; a draft counts as nothing yet: it is resumed. */
  async lookUp(sent: Sent): Promise<LookUpOutcome> {
    try {
      const found = await this.intake.find(sent.reference)
      const isNothing = found.length === 0 || (found.length === 1 && found[0].state === 'draft')
      return isNothing ? { outcome: 'not_found' } : this.settled(sent, found)
    } catch (error) {
      return { outcome: 'look_up_failed', problem: problemOf(error) }
    }
  }

  /** That the reference is taken means that it arrived. */
  protected async taken(sent: Sent, refusal: ErpRefused): Promise<DeliveryOutcome> {
    const found = await this.lookUp(sent)
    return found.outcome === 'accepted' || found.outcome === 'differs' ? found : failedOutcome(refusal)
  }

  protected settled(sent: Sent, found: H[]) {
    const [held] = found
    const reply = { held, numbers: found.map(({ number }) => number) }
    if (found.length > 1) {
      return { outcome: 'differs' as const, reply, problem: { code: 'several', sentence: `The ERP holds ${reply.numbers.join(', ')} under ${sent.reference}` } }
    }
    const deviation = this.deviation(sent, held)
    return deviation ? { outcome: 'differs' as const, reply, problem: deviation } : { outcome: 'accepted' as const, reply }
  }
}
