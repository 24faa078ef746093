import type { Row, Values } from '#shared/records/record_type'
import AccountImpossible from '#points/errors/account_impossible'

/** What a saved debit rule must be. */
export async function completeDebitRule(values: Values, before: Row | null): Promise<void> {
  const whole: Values = { ...before, ...values }
  const has = (name: string) => whole[name] !== null && whole[name] !== undefined && whole[name] !== ''
  if (has('points') && Number(whole.points) < 0) throw new AccountImpossible('points', 'points')
  for (const name of ['product_id', 'step']) {
    if (whole.type === 'contractual' && has(name)) throw new AccountImpossible(name, 'value')
  }
  if (has('step') && Number(whole.step) <= 0) throw new AccountImpossible('step', 'step')
  if (has('valid_from') && has('valid_to') && String(whole.valid_to) <= String(whole.valid_from)) throw new AccountImpossible('valid_to', 'days')
  if (typeof values.skill === 'string') values.skill = values.skill.split('/').map((part) => part.trim()).filter(Boolean).join('/') || null
}
