import { moneyText } from '#shared/money/money'
import type { Row } from '#shared/records/record_type'
import { answerTo } from '#warranty/queries/claim_panel'
import { claimQuestion } from '#warranty/queries/claim_question'
import { NEEDS_REASON, type ClaimMove } from '#warranty/rules/claim_status'

/** The form by which a claim is moved on; an approval shows each line with what the warranty pays of it. */
export async function claimMovePage(row: Row, move: ClaimMove) {
  const asksAmounts = move === 'approve'
  const [{ lines }, answer] = [await claimQuestion(row), asksAmounts ? await answerTo(row) : null]
  const currency = String(row.currency)
  return {
    row,
    move,
    needsReason: NEEDS_REASON.includes(move),
    answer,
    lines: asksAmounts
      ? lines.map((line, at) => ({
          id: line.id,
          category: line.category,
          description: line.description,
          requested: moneyText(Number(line.requested_cents), currency),
          covered: answer?.lines[at] ?? '0',
        }))
      : [],
  }
}
