import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class Administrator extends BaseCommand {
  static commandName = 'identity:administrator'
  static description = 'Make a person an administrator and print a one-time link for their password'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'The mail address they sign in with' })
  declare email: string

  @flags.string({ description: 'Their full name, for a person who is not there yet' })
  declare name?: string

  async run() {
    const { userValidator } = await import('#identity/validators/person')
    const person = { full_name: this.name ?? this.email, email: this.email, locale: 'en', time_zone: 'UTC' }
    const [refusal, values] = await userValidator.tryValidate(person)
    if (refusal) {
      this.logger.error(refusal.messages[0].message)
      this.exitCode = 1
      return
    }

    const { default: InviteAdministrator } = await import('#identity/actions/invite_administrator')
    const { RESET_VALID_FOR_MINUTES } = await import('#identity/rules/reset_token')
    const { appUrl } = await import('#config/app')
    const { path, isNew } = await new InviteAdministrator().handle({ email: values.email, fullName: values.full_name })

    this.logger.success(`${values.email} ${isNew ? 'was added and ' : ''}is an administrator`)
    this.logger.info(`Within ${RESET_VALID_FOR_MINUTES} minutes, choose a password at ${appUrl.replace(/\/$/, '')}${path}`)
  }
}
