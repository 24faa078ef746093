import { compileAnswers, retryAfter, usualMeaning, type AnswerReader, type Effect, type Verdict, type WireAnswer } from '#erp/connectors/configured/answers'
import type { ReachSettings } from '#erp/connectors/configured/connection_settings'
import ErpSession from '#erp/connectors/configured/erp_session'
import type { Scope } from '#erp/connectors/configured/field_path'
import type { Mapping, Operation } from '#erp/connectors/configured/mapping'
import { compileRefusals } from '#erp/connectors/configured/refusals'
import type { CompiledOperation, Transport } from '#erp/connectors/configured/transport'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpUnavailable from '#erp/errors/erp_unavailable'

/** What came back: `nothing` is an empty list or a record that is not there, `already` a step done before. */
export interface Answer {
  means: 'fine' | 'nothing' | 'already'
  body: unknown
}

const PATIENCE_IN_S = 3

/** Calls an ERP as a mapping says, over any protocol, and translates what comes back into the house's five families. */
export default class ErpClient {
  private readonly session: ErpSession
  private readonly answers: AnswerReader
  private readonly refusal: ReturnType<typeof compileRefusals>

  constructor(
    private settings: ReachSettings,
    mapping: Mapping,
    private transport: Transport
  ) {
    this.answers = compileAnswers(mapping.failures?.answers)
    this.refusal = compileRefusals(mapping.failures)
    this.session = new ErpSession(mapping.auth, settings, transport, (operation, scope) => this.exchange(operation, scope, 'reads', false))
  }

  /** When the server last answered, by its own clock. */
  get answeredAt(): Date | null {
    return this.transport.answeredAt
  }

  open(): Promise<void> {
    return this.transport.open()
  }

  compile(operation: Operation): CompiledOperation {
    return this.transport.compile(operation)
  }

  /** Asks once; signs in again when the session ended, and waits a little when the ERP is busy. */
  async call(operation: CompiledOperation, scope: Scope, effect: Effect): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.exchange(operation, { ...scope, settings: this.settings }, effect, true)
      } catch (error) {
        const seconds = error instanceof ErpUnavailable ? error.retryAfterSeconds : 0
        if (effect === 'writes' || seconds === 0 || seconds > PATIENCE_IN_S || attempt > 2) throw error
        await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
      }
    }
  }

  async close(): Promise<void> {
    await this.session.end()
    await this.transport.close()
  }

  private async exchange(operation: CompiledOperation, scope: Scope, effect: Effect, isSigned: boolean): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const request = operation.prepare(scope)
      const answer = await this.transport.send(isSigned ? await this.session.sign(request) : request, effect)
      const means = operation.answers(answer) ?? this.answers(answer) ?? usualMeaning(answer, effect, isSigned && this.session.renews)
      if (means === 'fine' || means === 'nothing' || means === 'already') return { means, body: answer.body ?? null }
      if (means !== 'session_ended' || !isSigned || !this.session.renews || attempt > 1) throw this.failure(means, answer, effect)
      this.session.forget()
    }
  }

  private failure(means: Verdict, answer: WireAnswer, effect: Effect): Error {
    const { code, sentence } = this.refusal(answer)
    const seen = `status ${answer.status}${answer.body === undefined ? `, ${answer.text ? 'not what was promised' : 'empty'}` : ''}`
    const words = sentence || seen
    switch (means) {
      case 'denied':
      case 'session_ended':
        return new ErpAccessDenied(`The ERP does not admit this user: ${words}`)
      case 'busy':
        return new ErpUnavailable(`The ERP asks for fewer calls (${seen})`, retryAfter(answer.retryAfter, Date.now()) ?? 60)
      case 'unavailable':
        return new ErpUnavailable(`The ERP is not available: ${words}`, retryAfter(answer.retryAfter, Date.now()) ?? 0)
      case 'refused':
        return effect === 'writes' ? code : new ErpGibberish(`The ERP refuses to answer: ${words}`)
      case 'unknown':
        return new ErpOutcomeUnknown(`The ERP's answer cannot be understood (${words})`)
      default:
        return new ErpGibberish(`The ERP's answer is not what the mapping says (${seen})`)
    }
  }
}
