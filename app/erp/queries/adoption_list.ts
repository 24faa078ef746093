import db from '@adonisjs/lucid/services/db'
import AdoptionProposal, { type AdoptionState } from '#crm/models/adoption_proposal'
import CompanyUnion from '#crm/models/company_union'
import { companyValues } from '#crm/rules/field_groups'

const MOST = 100

/** Proposals in a state with both sides, newest first. */
export async function adoptionList(state: AdoptionState) {
  const proposals = await AdoptionProposal.query().where('state', state).orderBy('id', 'desc').limit(MOST)
  const ours = await rows('companies', 'id', proposals.map(({ companyId }) => companyId))
  const theirs = await rows('companies', 'customer_id', proposals.map(({ customerId }) => customerId))
  const unions = await CompanyUnion.query().whereIn('proposalId', proposals.map(({ id }) => id))
  const [{ n }] = await db.from('adoption_proposals').where('state', 'open').count('* as n')

  return {
    shown: state,
    openCount: Number(n),
    pairs: proposals.map((proposal) => {
      const union = unions.find(({ proposalId }) => proposalId === proposal.id) ?? null
      const hasGone = union !== null && union.undoneAt === null
      const [prospect, customer] = [hasGone ? union.absorbed : ours.get(Number(proposal.companyId)), theirs.get(Number(proposal.customerId))]
      const [left, right] = [companyValues(prospect ?? {}), companyValues(customer ?? {})]
      const fields = Object.keys(left).map((field) => ({ field, ours: left[field as 'name'], theirs: right[field as 'name'] }))
      return { proposal, union, prospect, customer, fields: fields.filter((one) => one.ours !== null || one.theirs !== null) }
    }),
  }
}

async function rows(table: string, key: string, ids: number[]): Promise<Map<number, Record<string, unknown>>> {
  const found = await db.from(table).whereIn(key, ids)
  return new Map(found.map((row) => [Number(row[key]), row]))
}
