import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import { moneyText } from '#shared/money/money'
import type { Row } from '#shared/records/record_type'
import type { ClaimQuestion } from '#warranty/claim_coverage'

export interface AskedClaim {
  lines: Row[]
  question: ClaimQuestion
}

/** What a claim asks of the warranty, with its lines in their order. */
export async function claimQuestion(claim: Row, trx?: Trx): Promise<AskedClaim> {
  const lines: Row[] = await (trx ?? db).from('warranty_claim_lines').where('warranty_claim_id', claim.id).orderBy('id')
  const currency = String(claim.currency)
  return {
    lines,
    question: {
      companyId: Number(claim.company_id),
      itemId: Number(claim.installed_item_id),
      on: claim.failed_on as CalendarDate,
      currency,
      lines: lines.map((line) => ({
        category: line.category as 'part',
        productId: line.product_id === null ? null : Number(line.product_id),
        quantity: String(line.quantity),
        unit: line.unit as string | null,
        amount: moneyText(Number(line.requested_cents), currency),
      })),
    },
  }
}
