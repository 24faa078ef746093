import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import SettleStanding from '#service_contracts/actions/settle_standing'
import ExtendTerm from '#service_contracts/actions/extend_term'
import { withdrawContractPoints } from '#service_contracts/actions/withdraw_contract_points'
import { linesToChange, type LineToChange } from '#service_contracts/queries/lines_to_change'
import RenewContract from '#service_contracts/actions/renew_contract'
import AddLine from '#service_contracts/actions/add_line'
import ChargeEndingFee from '#service_contracts/actions/charge_ending_fee'
import type { ChangeAsked, EndingFee, LineAdded, LineChangeAsked } from '#service_contracts/rules/change_asked'
import { inOrderOfDay } from '#service_contracts/rules/line_history'
import { extendingSince } from '#service_contracts/rules/suspension'

export interface ContractChange {
  /** Null changes every line of the contract. */
  lineId: number | null
  event: ChangeAsked
  reason: string
  /** What a termination costs besides. */
  fee?: EndingFee | null
}

type DatedChange = ContractChange & { event: LineChangeAsked }

/**
 * Records a dated change of a contract: other price, quantity or periods, one more item, suspension,
 * resumption, free days, revaluation or termination. The schedule follows from it; nothing billed is touched, the
 * next run credits or charges what differs. The status follows on the day that was agreed.
 *
 * @throws {ContractImpossible} when the rules could not bill the contract with this change
 * @throws {RenewalImpossible} when one more term is asked for and there can be none
 */
export default class ChangeContract {
  async handle(contractId: number, { event, ...change }: ContractChange, today: CalendarDate, actor: Actor, trx?: Trx): Promise<void> {
    if (event.kind === 'renew') return void (await new RenewContract().handle(contractId, today, authorOf(actor), 'manual', trx))
    if (event.kind === 'add') return this.add(contractId, { ...change, event }, actor, trx)
    await this.record(contractId, { ...change, event }, today, actor, trx)
  }

  private async add(contractId: number, change: ContractChange & { event: LineAdded }, actor: Actor, outer?: Trx): Promise<void> {
    await within(outer, async (trx) => {
      const contract = await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      await new AddLine().handle(contract, change.event, actor, trx)
      await this.noteChange(contract, change, actor, trx)
    })
  }

  private async record(contractId: number, change: DatedChange, today: CalendarDate, actor: Actor, outer?: Trx): Promise<void> {
    await within(outer, async (trx) => {
      const contract = await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      const lines = await linesToChange(contract, change.lineId, change.event, trx)
      await this.write(change, await this.withMovedEnd(contract, lines, today, actor, trx), actor, trx)
      if (change.fee && change.event.kind === 'terminate') await new ChargeEndingFee().handle(contract, change.fee, change.event.on, actor, trx)
      if (change.event.kind === 'terminate') await withdrawContractPoints(contract, change.event.on, today, authorOf(actor), trx, change.lineId)
      await this.noteChange(contract, change, actor, trx)
      const changed = await trx.from('service_contracts').where('id', contractId).firstOrFail()
      if (changed.status !== 'draft') await new SettleStanding().handle(changed as never, today, authorOf(actor), trx)
    })
  }

  /** A suspension that extends the term moves the end when service begins again; the events say so, that it is not moved twice. */
  private async withMovedEnd(contract: Record<string, any>, lines: LineToChange[], today: CalendarDate, actor: Actor, trx: Trx): Promise<LineToChange[]> {
    const [{ before, events }] = lines
    const resumed = events.find(({ kind }) => kind === 'resume')
    const since = resumed && extendingSince(inOrderOfDay([...(before.events ?? []), ...events.filter((event) => event !== resumed)]), resumed.on)
    if (!since) return lines

    const endMoved = await new ExtendTerm().handle(contract, since, resumed.on, today, authorOf(actor), trx)
    return lines.map((line) => ({ ...line, events: line.events.map((event) => (event.kind === 'resume' ? { ...event, endMoved } : event)) as LineToChange['events'] }))
  }

  private async write({ reason }: DatedChange, lines: LineToChange[], actor: Actor, trx: Trx) {
    const rows = lines.flatMap(({ id, events }) => events.map(({ on, kind, ...terms }) => ({
      contract_line_id: id,
      happens_on: on,
      kind,
      terms: JSON.stringify(terms),
      reason,
      user_id: actor.id,
      user_name: actor.name,
      created_at: sqlInstant(now()),
    })))
    await insertMany(trx, 'contract_line_events', rows)
  }

  private async noteChange(contract: any, { event, reason }: ContractChange, actor: Actor, trx: Trx) {
    const version = Number(contract.version) + 1
    await trx.from('service_contracts').where('id', contract.id).update({ version, updated_at: sqlInstant(now()) })

    const changes: Record<string, [unknown, unknown]> = { [event.kind]: [null, `${event.on} ${reason}`] }
    const entry = { recordType: 'service_contract', recordId: Number(contract.id), kind: 'changed' as const, changes }
    await logChanges([entry], authorOf(actor), trx)
  }
}

function authorOf({ id, name }: Actor): Author {
  return { source: 'screen', id, name }
}
