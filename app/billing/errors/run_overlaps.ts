import { DomainError } from '#shared/errors/domain_error'

/** Another open run covers some of the same charges. */
export default class RunOverlaps extends DomainError {
  static code = 'E_RUN_OVERLAPS'
  static status = 409
  readonly key = 'billing.errors.run_overlaps'
  readonly values: Record<string, number>

  constructor(runId: number) {
    super(`Run ${runId} is open and covers some of the same charges; approve or discard it first`)
    this.values = { run: runId }
  }
}
