import { DomainError } from '#shared/errors/domain_error'
import BeginUndertaking from '#shared/undertakings/actions/begin_undertaking'
import CarryOutUndertaking from '#shared/undertakings/actions/carry_out_undertaking'
import { ringUndertaking } from '#shared/undertakings/jobs'
import type { UndertakingKind } from '#shared/undertakings/kinds'
import { undertakingAbout, type Undertaking } from '#shared/undertakings/queries/undertaking_about'

/** Begins long work for a page that shows how it stands: at once where that is quick, in the queue otherwise. */
export default class StartUndertaking {
  async handle<A, R>(kind: UndertakingKind<A, R>, subject: string, asked: A, by: { id: number; name: string }, isQuick: boolean): Promise<Undertaking<A, R>> {
    const id = await new BeginUndertaking().handle(kind, subject, asked, by)
    if (isQuick) await new CarryOutUndertaking().handle(id).catch(unlessRefused)
    else await ringUndertaking(id)
    return (await undertakingAbout(kind, subject))!
  }
}

/** The row holds the refusal, and the page says it. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof DomainError)) throw error
}
