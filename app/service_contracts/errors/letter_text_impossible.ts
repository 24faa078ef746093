import { DomainError } from '#shared/errors/domain_error'
import type { LetterKind } from '#service_contracts/rules/renewal/letter'
import { partsOf, textFault, type LetterPart, type TextFault } from '#service_contracts/rules/renewal/letter_texts'

/** Texts as they were typed, by part. */
export type TypedTexts = Partial<Record<LetterPart, string | null>>

/** A text of a letter names something that nothing fills. */
export default class LetterTextImpossible extends DomainError {
  static code = 'E_LETTER_TEXT_IMPOSSIBLE'
  readonly key: string
  override readonly values: Record<string, string>

  constructor(
    readonly field: LetterPart,
    found: TextFault
  ) {
    const names = found.fault === 'unknown' ? found.names.map((name) => `{${name}}`).join(', ') : ''
    super(found.fault === 'unknown' ? `This letter knows no ${names}` : 'A brace belongs to a placeholder: write it as {contract}')
    this.key = `renewal.letters.texts.faults.${found.fault}`
    this.values = { names }
  }
}

/** @throws {LetterTextImpossible} for the first text with a placeholder that its letter does not know */
export function refuseFaultyTexts(kind: LetterKind, typed: TypedTexts): void {
  for (const part of partsOf(kind)) {
    const fault = textFault(kind, part, typed[part] ?? '')
    if (fault) throw new LetterTextImpossible(part, fault)
  }
}
