import { now } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import FieldConflict, { openKey } from '#crm/models/field_conflict'
import { COMPANY_FIELDS, companyValues, GROUP_OF, policyFor, type CompanyField, type Policies } from '#crm/rules/field_groups'
import type { MergedRecord } from '#crm/rules/field_merge'
import type { Meeting } from '#crm/actions/merge_departures'

interface Merge {
  meeting: Meeting
  policies: Policies
  merged: MergedRecord
}

type Found = Pick<FieldConflict, 'companyId' | 'customerId' | 'field' | 'fieldGroup' | 'policy' | 'base' | 'ours' | 'theirs'>

const BY_POLICY = { take_theirs: 'theirs', send_ours: 'ours', agreed: 'agreed' } as const

/** Writes down every pair of different changes: open for a person, or with the outcome the policy gave it. */
export default class KeepConflicts {
  async handle(merges: Merge[], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const companyIds = merges.map(({ meeting }) => meeting.company.id)
      const open = await FieldConflict.query({ client: inner }).withScopes((scopes) => scopes.open()).whereIn('companyId', companyIds)

      for (const merge of merges) {
        for (const field of COMPANY_FIELDS) {
          const known = open.find((one) => one.companyId === merge.meeting.company.id && one.field === field)
          await this.keep(field, merge, known, inner)
        }
      }
    })
  }

  private async keep(field: CompanyField, merge: Merge, known: FieldConflict | undefined, trx: Trx): Promise<void> {
    const { outcome, isTwoSided } = merge.merged.outcomes[field]
    const found = this.found(field, merge)
    if (outcome === 'conflict') {
      if (known) await known.useTransaction(trx).merge(found).save()
      else await FieldConflict.create({ ...found, state: 'open', noticedAt: now(), openKey: openKey(found.companyId, field) }, { client: trx })
      return
    }
    const settled = { state: 'settled' as const, outcome: BY_POLICY[outcome], decidedAt: now(), openKey: null }
    if (known) await known.useTransaction(trx).merge({ ...settled, theirs: found.theirs, ours: found.ours }).save()
    else if (isTwoSided && !(await this.isWritten(found, trx))) await FieldConflict.create({ ...found, ...settled, noticedAt: now() }, { client: trx })
  }

  private found(field: CompanyField, { meeting, policies, merged }: Merge): Found {
    const ours = companyValues(meeting.company)[field]
    const base = merged.agreed[field]
    const theirs = companyValues(meeting.facts)[field]
    return {
      companyId: meeting.company.id,
      customerId: meeting.customerId,
      field,
      fieldGroup: GROUP_OF[field],
      policy: policyFor(policies, field),
      base,
      ours,
      theirs,
    }
  }

  /** Read again before ours has arrived, the same two changes are the same event. */
  private async isWritten({ companyId, field, ours, theirs }: Found, trx: Trx): Promise<boolean> {
    const last = await FieldConflict.query({ client: trx }).where({ companyId, field }).orderBy('id', 'desc').first()
    return last !== null && last.ours === ours && last.theirs === theirs
  }
}
