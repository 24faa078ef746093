import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { parseMoney } from '#shared/money/money'
import { differences, logChanges } from '#shared/records/change_log'
import type { Row, Values } from '#shared/records/record_type'
import { claimCoverage } from '#warranty/claim_coverage'
import ClaimImpossible from '#warranty/errors/claim_impossible'
import { claimQuestion } from '#warranty/queries/claim_question'
import { movedClaim, NEEDS_REASON, type ClaimMove, type ClaimStatus } from '#warranty/rules/claim_status'
import ReplaceItem from '#warranty/actions/replace_item'

export interface ClaimStep {
  move: ClaimMove
  reason: string | null
  /** What is allowed of each line, as decimal text by `line_` and its id; what is not named is allowed as covered. */
  allowed?: Record<string, string | null>
}

/** Submits, decides, settles or takes back a claim, with the reason. */
export default class MoveClaim {
  /** @throws {ClaimImpossible} */
  async handle(id: number, step: ClaimStep, actor: Actor, trx?: Trx): Promise<void> {
    if (NEEDS_REASON.includes(step.move) && (step.reason ?? '').trim().length < 3) throw new ClaimImpossible('reason', 'reason')

    await within(trx, async (inner) => {
      const before: Row = await inner.from('warranty_claims').where('id', id).forUpdate().firstOrFail()
      const status = movedClaim(before.status as ClaimStatus, step.move)
      if (!status) throw new ClaimImpossible('not_now')

      const told = await this.consequences(before, step, actor, inner)
      const at = sqlInstant(now())
      const said = step.reason?.trim() ? { decision_reason: step.reason.trim(), decided_by: actor.name, decided_at: at } : {}
      await inner.from('warranty_claims').where('id', id).update({ status, ...said, ...told, version: Number(before.version) + 1, updated_at: at })
      const after = await inner.from('warranty_claims').where('id', id).firstOrFail()
      const author = { source: 'screen' as const, id: actor.id, name: actor.name }
      await logChanges([{ recordType: 'warranty_claim', recordId: id, kind: 'changed', changes: differences(before, after) }], author, inner)
    })
  }

  private async consequences(claim: Row, step: ClaimStep, actor: Actor, trx: Trx): Promise<Values> {
    if (step.move === 'submit' && Number(claim.requested_cents) === 0) throw new ClaimImpossible('no_lines')
    if (step.move === 'approve') return this.approve(claim, step.allowed ?? {}, actor, trx)
    if (step.move === 'settle' && claim.replacement_serial) return { replacement_id: await new ReplaceItem().handle(claim, actor, trx) }
    return {}
  }

  private async approve(claim: Row, allowed: Record<string, string | null>, actor: Actor, trx: Trx): Promise<Values> {
    const { lines, question } = await claimQuestion(claim, trx)
    // a claim that was reopened is decided anew
    const answer = await claimCoverage().keep(question, `warranty_claim:${claim.number}:${claim.version}`, actor, trx)
    const currency = String(claim.currency)
    let sum = 0
    for (const [at, line] of lines.entries()) {
      const covered = parseMoney(answer.lines[at], currency)
      const text = allowed[`line_${line.id}`]
      const cents = text ? parseMoney(text, currency) : covered
      if (cents < 0 || cents > Number(line.requested_cents)) throw new ClaimImpossible('too_much', `allowed.line_${line.id}`)
      await trx.from('warranty_claim_lines').where('id', line.id).update({ covered_cents: covered, allowed_cents: cents })
      sum += cents
    }
    return { covered_cents: parseMoney(answer.covered, currency), allowed_cents: sum, coverage_number: answer.number, coverage_href: answer.href }
  }
}
