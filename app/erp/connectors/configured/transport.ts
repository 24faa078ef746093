import type { AnswerReader, Effect, WireAnswer } from '#erp/connectors/configured/answers'
import type { Scope } from '#erp/connectors/configured/field_path'
import type { Operation } from '#erp/connectors/configured/mapping'

/** An operation of a mapping, ready to be filled in. */
export interface CompiledOperation<Request = unknown> {
  prepare(scope: Scope): Request
  answers: AnswerReader
}

/**
 * What one protocol adds to the client that all of them share: how an operation is written,
 * where who we are is put into it, and how it travels. `Request` is an operation filled in.
 */
export interface Transport<Request = unknown> {
  /** When the server last answered, by its own clock. */
  readonly answeredAt: Date | null

  /** Learns what must be known before the first call, such as a WSDL. */
  open(): Promise<void>
  compile(operation: Operation): CompiledOperation<Request>
  /** @throws {ErpError} when no answer came at all */
  send(request: Request, effect: Effect): Promise<WireAnswer>
  close(): Promise<void>

  /** A header of HTTP. */
  withHeader(request: Request, name: string, value: string): Request
  /** Values beside what is asked: in the body, or among the parameters. */
  withValues(request: Request, values: Scope): Request
  withParam(request: Request, name: string, value: string): Request
  /** Values in the header of a SOAP envelope. */
  withEnvelope(request: Request, values: Scope): Request
  /** Name and password as WS-Security writes them. */
  withToken(request: Request, token: SecurityToken): Request
}

export interface SecurityToken {
  username: string
  password: string
  isDigest: boolean
  hasTimestamp: boolean
}
