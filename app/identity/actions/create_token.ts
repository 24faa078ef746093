import type { Actor } from '#shared/actor'
import RecordAudit from '#identity/actions/record_audit'
import User from '#identity/models/user'
import { countAttempt } from '#identity/limits'

export interface TokenWish {
  name: string
  access: 'read' | 'write'
  validForDays: number
}

/** Makes a bearer token for oneself and answers its text, which can never be read again. */
export default class CreateToken {
  async handle({ name, access, validForDays }: TokenWish, actor: Actor, ip: string): Promise<string> {
    await countAttempt('token_create', actor.id)
    const user = await User.findOrFail(actor.id)
    const abilities = access === 'write' ? ['read', 'write'] : ['read']
    const token = await User.accessTokens.create(user, abilities, { name, expiresIn: `${validForDays} days` })

    await new RecordAudit().handle({
      kind: 'token.created',
      userId: actor.id,
      subjectType: 'token',
      subjectId: String(token.identifier),
      ip,
      details: { name, access, validForDays },
    })
    return token.value!.release()
  }
}
