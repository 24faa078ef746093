import type ErpClient from '#erp/connectors/configured/erp_client'
import type { Reader, Scope } from '#erp/connectors/configured/field_path'
import { compileRule } from '#erp/connectors/configured/field_rules'
import type { Operation, PostStep } from '#erp/connectors/configured/mapping'
import type { CompiledOperation } from '#erp/connectors/configured/transport'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpRefused from '#erp/errors/erp_refused'
import ErpUnavailable from '#erp/errors/erp_unavailable'

export type Step = PostStep & { operation: CompiledOperation; takes: [string, Reader][] }

/** The steps in which a mapping brings a document into an ERP, and how it takes a draft away again. */
export default class PostingSteps {
  private readonly steps: Step[]
  private readonly discarding: CompiledOperation | null

  constructor(
    private client: ErpClient,
    steps: PostStep[],
    discard: Operation | undefined
  ) {
    this.discarding = discard ? client.compile(discard) : null
    this.steps = steps.map((step) => ({
      ...step,
      operation: client.compile(step),
      takes: Object.entries(step.take ?? {}).map(([name, rule]) => [name, compileRule(rule)]),
    }))
  }

  of(kind: NonNullable<PostStep['only']>): Step[] {
    return this.steps.filter(({ only }) => !only || only === kind)
  }

  /** The steps with which a whole draft goes on; none where a draft is all there ever is. */
  get validating(): Step[] {
    const first = this.steps.findIndex(({ validates }) => validates)
    return first < 0 ? [] : this.steps.slice(first)
  }

  /** A draft that is not what we mean to post goes away first, where the ERP lets it. */
  async clear(id: string, scope: Scope): Promise<void> {
    if (!this.discarding) throw new ErpRefused('draft_differs', `The ERP holds a draft under our reference that differs: ${id}`)
    await this.client.call(this.discarding, { ...scope, taken: { id } }, 'writes')
  }

  /** What a refused posting left behind goes away, as far as it can. */
  async sweep(taken: Scope, scope: Scope): Promise<void> {
    if (taken.id !== undefined && this.discarding) await this.client.call(this.discarding, { ...scope, taken }, 'writes').catch(() => null)
  }

  /**
   * Takes the steps one after another; what they take out of the answers is put into `taken`.
   *
   * @param hasBegun the ERP holds a part of the document already
   */
  async run(steps: Step[], scope: Scope, lines: unknown[], taken: Scope, hasBegun: boolean): Promise<void> {
    let begun = hasBegun
    try {
      for (const step of steps) {
        for (const turn of step.each ? lines.map((line, index) => ({ line, position: index + 1 })) : [{}]) {
          const { body } = await this.client.call(step.operation, { ...scope, ...turn, taken }, 'writes')
          for (const [name, read] of step.takes) taken[name] = read(body, scope)
          begun = true
        }
      }
    } catch (error) {
      if (begun && error instanceof ErpUnavailable) throw new ErpOutcomeUnknown(`The posting stopped half-way: ${error.message}`)
      throw error
    }
  }
}
