import { DomainError } from '#shared/errors/domain_error'

interface Finding {
  path: string
  sentence: string
}

/** A mapping cannot be used as it stands; each finding names its path. */
export default class MappingUnusable extends DomainError {
  static code = 'E_MAPPING_UNUSABLE'
  readonly key = 'mapping.unusable'
  override readonly field = 'mapping'
  override readonly values: { findings: string; count: number }

  constructor(readonly findings: Finding[]) {
    const lines = findings.map(({ path, sentence }) => `${path}: ${sentence}`).join('; ')
    super(lines)
    this.values = { findings: lines, count: findings.length }
  }
}
