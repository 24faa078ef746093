import type { ErpIntake, ErpStockMove, StockMoveToPost } from '#contracts/erp'
import type ErpClient from '#erp/connectors/configured/erp_client'
import { asList, compilePath, type Reader, type Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import MappedRecords from '#erp/connectors/configured/mapped_records'
import type { StockMapping } from '#erp/connectors/configured/mapping'
import PostingSteps from '#erp/connectors/configured/posting_steps'
import { STOCK_MOVE } from '#erp/connectors/configured/record_targets'
import type { CompiledOperation } from '#erp/connectors/configured/transport'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpRefused from '#erp/errors/erp_refused'
import { stockDeviation } from '#erp/rules/outgoing_documents'

/** Takes goods out of an ERP's stock in the steps of a mapping, and puts them back. */
export default class ConfiguredStock implements ErpIntake<StockMoveToPost, ErpStockMove> {
  private readonly finding: { operation: CompiledOperation; rows: Reader; brief: Reader | null }
  private readonly one: { operation: CompiledOperation; row: Reader } | null
  private readonly mapped: MappedRecords<ErpStockMove>
  private readonly steps: PostingSteps

  constructor(
    private client: ErpClient,
    { find, one, id, fields, steps, discard }: StockMapping,
    private surroundings: () => Promise<Scope>
  ) {
    this.finding = { operation: client.compile(find), rows: compilePath(find.rows), brief: find.brief === undefined ? null : compileRule(find.brief) }
    this.one = one ? { operation: client.compile(one), row: compilePath(one.row) } : null
    this.mapped = new MappedRecords(STOCK_MOVE, id, fields)
    this.steps = new PostingSteps(client, steps, discard)
  }

  /** Only exact hits count: some ERPs search for a part of the text. */
  async find(reference: string): Promise<ErpStockMove[]> {
    const scope = await this.surroundings()
    const { means, body } = await this.client.call(this.finding.operation, { ...scope, reference }, 'reads')
    if (means === 'nothing') return []
    const rows = await this.whole(asList(this.finding.rows(body, scope)), scope)
    const { records, unreadable } = await this.mapped.page(rows, scope)
    if (unreadable.length > 0) throw new ErpGibberish(`Stock move ${unreadable[0].id} cannot be understood: ${unreadable[0].reason}`)

    return records.filter((move) => move.reference === reference && move.state !== 'cancelled')
  }

  async post(move: StockMoveToPost, draft: ErpStockMove | null): Promise<ErpStockMove> {
    const steps = this.steps.of(move.kind)
    if (steps.length === 0) throw new ErpRefused('set_up_missing', `The mapping does not say how ${move.kind === 'issue' ? 'stock is issued' : 'an issue is reversed'}`)
    const scope = { ...(await this.surroundings()), reference: move.reference, move }
    const isWhole = draft !== null && stockDeviation(move, draft) === null
    if (draft && !isWhole) await this.steps.clear(draft.id, scope)

    const taken: Scope = isWhole ? { id: draft.id } : {}
    try {
      await this.steps.run(isWhole ? this.steps.validating : steps, scope, [move], taken, isWhole)
    } catch (error) {
      if (error instanceof ErpRefused) await this.steps.sweep(taken, scope)
      throw error
    }
    return this.readBack(move.reference)
  }

  private async whole(rows: unknown[], scope: Scope): Promise<unknown[]> {
    const { brief } = this.finding
    if (!brief || !this.one) return rows
    const found: unknown[] = []
    for (const row of rows) {
      const { means, body } = await this.client.call(this.one.operation, { ...scope, id: String(brief(row, scope)) }, 'reads')
      if (means !== 'nothing') found.push(...asList(this.one.row(body, scope)).slice(0, 1))
    }
    return found
  }

  private async readBack(reference: string): Promise<ErpStockMove> {
    const [move] = await this.find(reference).catch((error: Error) => {
      throw new ErpOutcomeUnknown(`The stock move was sent and could not be read back: ${error.message}`)
    })
    if (!move) throw new ErpOutcomeUnknown('The stock move was sent and is not there')
    return move
  }
}
