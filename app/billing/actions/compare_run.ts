import db from '@adonisjs/lucid/services/db'
import type { Work } from '#shared/undertakings/work'
import RunBeingComputed from '#billing/errors/run_being_computed'
import BillingRun from '#billing/models/billing_run'
import { rehearsedBounds, removedLines, standingDifferences, STANDING, type DifferenceKind, type DifferenceTotal, type DifferentLine } from '#billing/queries/run_difference'
import { chargesOfCustomers } from '#billing/queries/run_shards'
import { stretchesOf, stretchesOfCustomers } from '#billing/rules/shards'

export interface AskedComparison {
  runId: number
  rehearsalId: number
  /** The computation of the run that is compared. */
  computation: string
}

/** Lines on a page of the answer. */
export const PAGE = 100
const AT_A_TIME = 5000

/** Holds a run against a rehearsal. What differs is kept in pages by its kind, and the money of each kind is answered. */
export default class CompareRun {
  private readonly open = new Map<DifferenceKind, DifferentLine[]>()
  private readonly kept = new Map<DifferenceKind, number>()
  private readonly totals = new Map<string, DifferenceTotal>()

  /** @throws {RunBeingComputed} when the run was computed again meanwhile */
  async handle({ runId, rehearsalId, computation }: AskedComparison, work: Work): Promise<DifferenceTotal[]> {
    const customers = stretchesOfCustomers(await chargesOfCustomers(runId, STANDING), AT_A_TIME)
    const rehearsed = stretchesOf(await rehearsedBounds(rehearsalId), AT_A_TIME)
    const total = customers.length + rehearsed.length
    for (const [index, stretch] of customers.entries()) {
      await this.add(await standingDifferences(runId, rehearsalId, stretch), work)
      await work.progress(index + 1, total)
    }
    for (const [index, stretch] of rehearsed.entries()) {
      await this.add(await removedLines(runId, rehearsalId, stretch), work)
      await work.progress(customers.length + index + 1, total)
    }
    for (const kind of this.open.keys()) await this.keep(kind, work)

    const run = await BillingRun.findOrFail(runId)
    if (run.status === 'computing' || run.computation !== computation) throw new RunBeingComputed()
    return [...this.totals.values()].sort((one, other) => (`${one.kind} ${one.currency}` < `${other.kind} ${other.currency}` ? -1 : 1))
  }

  private async add(lines: DifferentLine[], work: Work): Promise<void> {
    for (const line of lines) {
      const { beforeCents, afterCents, currency } = line
      const kind = beforeCents === null ? 'added' : afterCents === null ? 'removed' : 'changed'
      const total = this.totals.get(`${kind} ${currency}`) ?? { currency, kind, lines: 0, beforeCents: 0, afterCents: 0 }
      total.lines += 1
      total.beforeCents += beforeCents ?? 0
      total.afterCents += afterCents ?? 0
      this.totals.set(`${kind} ${currency}`, total)

      const open = this.open.get(kind) ?? []
      this.open.set(kind, open)
      open.push(line)
      if (open.length === PAGE) await this.keep(kind, work)
    }
  }

  private async keep(kind: DifferenceKind, work: Work): Promise<void> {
    const lines = this.open.get(kind)!
    this.open.set(kind, [])
    if (lines.length === 0) return
    const companies = await db.from('companies').whereIn('id', [...new Set(lines.map(({ companyId }) => companyId))]).select('id', 'name')
    const names = new Map(companies.map(({ id, name }) => [Number(id), String(name)]))
    const number = (this.kept.get(kind) ?? 0) + 1
    this.kept.set(kind, number)
    await work.keep(kind, number, lines.map((line) => ({ ...line, company: names.get(line.companyId) ?? '–' })))
  }
}
