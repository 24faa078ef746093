import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  model_unchanged: 'Nothing has changed since the last version',
  model_fixed: 'The model of a contract in force stays; move it to another version of its model instead',
  model_kind: 'The model is of another kind than the contract',
  model_off: 'This model is switched off',
  move_day: 'Choose the day from which the new terms hold',
  move_under_way: 'The contracts of this model are being moved already',
  move_nothing: 'Every contract of this model has the newest version already',
  signed_stays: 'A signed draft stays as it was signed',
  not_published: 'Publish the model first',
} as const

/** What was asked of a contract model, or of a contract because of its model, is not possible. */
export default class ModelImpossible extends DomainError {
  static code = 'E_CONTRACT_MODEL_IMPOSSIBLE'
  readonly key: string

  constructor(
    refusal: keyof typeof SENTENCES,
    readonly field?: string
  ) {
    super(SENTENCES[refusal])
    this.key = `contract_models.errors.${refusal}`
  }
}
