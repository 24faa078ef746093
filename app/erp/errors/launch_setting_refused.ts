import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  origins: 'Each line must be a web address without a path, such as https://erp.example',
  material: 'This is not a public key of that kind, or it is too weak',
  user_mapped: 'This user of the ERP already belongs to somebody',
  kid_taken: 'Another key has this name',
}

/** What was typed about launching from the ERP cannot be kept. */
export default class LaunchSettingRefused extends DomainError {
  static code = 'E_LAUNCH_SETTING_REFUSED'
  readonly key: string
  override readonly field: string

  constructor(why: keyof typeof SENTENCES, field: string) {
    super(SENTENCES[why])
    this.key = `launch.errors.${why}`
    this.field = field
  }
}
