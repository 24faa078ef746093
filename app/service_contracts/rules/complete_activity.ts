import ContractImpossible from '#service_contracts/errors/contract_impossible'

type Values = Record<string, unknown>

const WHOLE = 100

/**
 * What a saved activity must be. One that is done is done wholly; one that is no longer
 * wholly done is not done.
 *
 * @throws {ContractImpossible} naming the field
 */
export function completeActivity(values: Values, before: Values | null): void {
  const whole = { ...before, ...values }
  const progress = Number(whole.progress ?? 0)
  if (!Number.isInteger(progress) || progress < 0 || progress > WHOLE) throw new ContractImpossible('progress', 'progress')
  if (whole.starts_on && String(whole.due_on) < String(whole.starts_on)) throw new ContractImpossible('due_on', 'days_reversed')
  if (whole.done_on && whole.starts_on && String(whole.done_on) < String(whole.starts_on)) throw new ContractImpossible('done_on', 'done_before_start')

  const wasDone = Boolean(before?.done_on)
  if (whole.done_on && progress < WHOLE) {
    if (wasDone && 'progress' in values && Number(before!.progress) !== progress) values.done_on = null
    else values.progress = WHOLE
  }
}
