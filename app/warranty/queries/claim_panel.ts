import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { claimCoverage, type ClaimAnswer } from '#warranty/claim_coverage'
import { claimQuestion } from '#warranty/queries/claim_question'
import { DECIDING, movesFrom, type ClaimMove, type ClaimStatus } from '#warranty/rules/claim_status'

/** What a claim's page shows above its lines: how it stands, what the warranty would pay, and what can be done. */
export async function claimPanel(row: Row, actor: Actor) {
  const may = (move: ClaimMove) => actor.may('warranty_claim', DECIDING.includes(move) ? 'decide' : 'edit')
  return { moves: movesFrom(row.status as ClaimStatus).filter(may), answer: await answerTo(row) }
}

/** What the warranty pays as things stand now; null once that was decided, or while there is nothing to ask. */
export async function answerTo(claim: Row): Promise<ClaimAnswer | null> {
  if (claim.status !== 'draft' && claim.status !== 'submitted') return null
  const { question } = await claimQuestion(claim)
  return question.lines.length > 0 ? claimCoverage().ask(question) : null
}
