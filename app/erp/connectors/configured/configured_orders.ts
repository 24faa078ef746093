import type { ErpIntake, ErpOrder, OrderToPlace } from '#contracts/erp'
import type ConfiguredEntity from '#erp/connectors/configured/configured_entity'
import type ErpClient from '#erp/connectors/configured/erp_client'
import { asList, compilePath, type Reader, type Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import type { OrdersMapping } from '#erp/connectors/configured/mapping'
import PostingSteps from '#erp/connectors/configured/posting_steps'
import type { CompiledOperation } from '#erp/connectors/configured/transport'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpRefused from '#erp/errors/erp_refused'
import { orderDeviation } from '#erp/rules/outgoing_documents'

/** Places orders in an ERP in the steps of a mapping, and finds them by our reference. */
export default class ConfiguredOrders implements ErpIntake<OrderToPlace, ErpOrder> {
  private readonly finding: { operation: CompiledOperation; rows: Reader; brief: Reader | null }
  private readonly steps: PostingSteps

  constructor(
    private client: ErpClient,
    private entity: ConfiguredEntity<'order'>,
    { find, post }: OrdersMapping,
    private surroundings: () => Promise<Scope>
  ) {
    this.finding = { operation: client.compile(find), rows: compilePath(find.rows), brief: find.brief === undefined ? null : compileRule(find.brief) }
    this.steps = new PostingSteps(client, post.steps, post.discard)
  }

  /** Only exact hits count: some ERPs search for a part of the text. */
  async find(reference: string): Promise<ErpOrder[]> {
    const scope = await this.surroundings()
    const { means, body } = await this.client.call(this.finding.operation, { ...scope, reference }, 'reads')
    if (means === 'nothing') return []
    const rows = await this.entity.whole(asList(this.finding.rows(body, scope)), scope, this.finding.brief)
    const { records, unreadable } = await this.entity.records(rows, scope)
    if (unreadable.length > 0) throw new ErpGibberish(`Order ${unreadable[0].id} cannot be understood: ${unreadable[0].reason}`)

    return records.filter((order) => order.reference === reference && order.state !== 'cancelled')
  }

  /** A whole draft goes on where it stopped; another one is discarded and written anew. */
  async post(order: OrderToPlace, draft: ErpOrder | null): Promise<ErpOrder> {
    const scope = { ...(await this.surroundings()), reference: order.reference, order }
    const isWhole = draft !== null && orderDeviation(order, draft) === null
    if (isWhole && this.steps.validating.length === 0) return draft
    if (draft && !isWhole) await this.steps.clear(draft.id, scope)

    const taken: Scope = isWhole ? { id: draft.id } : {}
    try {
      await this.steps.run(isWhole ? this.steps.validating : this.steps.of('order'), scope, order.lines, taken, isWhole)
    } catch (error) {
      if (error instanceof ErpRefused) await this.steps.sweep(taken, scope)
      throw error
    }
    return this.readBack(order.reference, taken, scope)
  }

  private async readBack(reference: string, { id }: Scope, scope: Scope): Promise<ErpOrder> {
    try {
      const order = id === undefined ? (await this.find(reference))[0] : await this.entity.single(String(id), scope)
      if (order) return order
    } catch (error) {
      throw new ErpOutcomeUnknown(`The order was sent and could not be read back: ${(error as Error).message}`)
    }
    throw new ErpOutcomeUnknown('The order was sent and is not there')
  }
}
