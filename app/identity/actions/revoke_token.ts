import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import { tokensWithin } from '#identity/queries/tokens'

/** Ends a token: one's own, or anybody's for those whose permission reaches that far. */
export default class RevokeToken {
  async handle(tokenId: number, actor: Actor, ip: string): Promise<void> {
    await within(undefined, async (trx) => {
      const token = await tokensWithin(actor, 'revoke', trx).where('auth_access_tokens.id', tokenId).firstOrFail()
      await trx.from('auth_access_tokens').where('id', tokenId).delete()
      await new RecordAudit().handle(
        {
          kind: 'token.revoked',
          userId: actor.id,
          subjectType: 'token',
          subjectId: tokenId,
          ip,
          details: { name: token.name, owner: token.user_id },
        },
        trx
      )
    })
  }
}
