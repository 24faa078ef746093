import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ClaimAmounts, ClaimCoverage, ClaimQuestion } from '#warranty/claim_coverage'
import ReserveCoverage from '#service_contracts/actions/reserve_coverage'
import SettleCoverage from '#service_contracts/actions/settle_coverage'
import type { CoverageQuestion } from '#service_contracts/queries/coverage/case_from_records'
import { dryRun } from '#service_contracts/queries/coverage/check_page'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'

/** What the warranty contracts of an item pay of a claim: decided as any coverage, by them alone. */
export const claimAnswers: ClaimCoverage = {
  async ask(question) {
    const { decision, explanation } = await dryRun(await coverageQuestion(question, db.connection()))
    return { ...amountsOf(decision), component: 'components/service_contracts/coverage_explanation', state: { explanation } }
  },

  async keep(question, key, actor, trx) {
    const id = await new ReserveCoverage().handle(await coverageQuestion(question, trx), actor, key, trx)
    await new SettleCoverage().handle(id, 'committed', { source: 'screen', id: actor.id, name: actor.name }, trx)
    const row = await trx.from('coverage_decisions').where('id', id).firstOrFail()
    const decision: CoverageDecision = JSON.parse(row.decision)
    return { ...amountsOf(decision), number: row.number, href: `/service-contracts/coverage/decisions/${id}` }
  },
}

async function coverageQuestion({ on, lines, ...asked }: ClaimQuestion, client: QueryClientContract): Promise<CoverageQuestion> {
  const warranties = await client
    .from('service_contracts')
    .join('contract_lines', 'contract_lines.service_contract_id', 'service_contracts.id')
    .where({ kind: 'warranty', 'contract_lines.installed_item_id': asked.itemId })
    .distinct('service_contracts.id')
  return {
    ...asked,
    productId: null,
    skillId: null,
    // a fault has a day and no hour
    requestedAt: `${on}T12:00:00Z`,
    interventionAt: null,
    contractIds: warranties.map(({ id }) => Number(id)),
    lines: lines.map((line) => ({ ...line, component: null })),
  }
}

function amountsOf({ covered, lines }: CoverageDecision): ClaimAmounts {
  return { covered, lines: lines.map((line) => line.covered) }
}
