import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import ConsumePoints from '#points/actions/consume_points'
import ReverseConsumption from '#points/actions/reverse_consumption'
import { consumptionOf } from '#points/queries/consumption'
import type { Points } from '#points/rules/points'
import { pointsTaken } from '#service_contracts/rules/coverage/points_taken'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'

/** A kept decision whose points are booked. */
export interface PointsHolder {
  number: string
  inputs: CoverageCase
  decision: CoverageDecision
}

type Author = Pick<Actor, 'id' | 'name'> | null

/**
 * Takes the points of a coverage decision out of their lots when it reserves, so that nobody else spends them and they
 * do not expire meanwhile, and gives back to the same lots what was not needed.
 */
export default class HoldPoints {
  /** @throws {PointsRefused} when an account no longer reaches, so that nothing is reserved */
  async handle(holder: PointsHolder, by: Author, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      for (const { contract, points } of pointsTaken(holder.decision)) {
        const account = await this.account(contract, inner)
        const asked = { key: keyOf(holder, contract), request: holder.number, asks: { points } }
        await new ConsumePoints().handle(account, asked, by, this.today(holder, contract), inner)
      }
    })
  }

  /** Gives back all but what is kept, contract by contract; what somebody gave back by hand before is not given twice. */
  async giveBack(holder: PointsHolder, kept: CoverageDecision | null, by: Author, trx: Trx, mark = 'back'): Promise<void> {
    const remains = new Map(kept === null ? [] : pointsTaken(kept).map(({ contract, points }) => [contract, points]))
    for (const { contract } of pointsTaken(holder.decision)) {
      const account = await this.account(contract, trx)
      await trx.from('point_accounts').select('id').where('id', account).forUpdate()
      const of = keyOf(holder, contract)
      const points = leftOf(await consumptionOf(account, of, trx)) - (remains.get(contract) ?? 0)
      if (points <= 0) continue
      await new ReverseConsumption().handle(account, { key: `${of} ${mark}`, of, points, reason: holder.number }, by, this.today(holder, contract), trx)
    }
  }

  private async account(contract: string, trx: Trx): Promise<number> {
    const row = await trx.from('point_accounts').select('id').where('service_contract_id', Number(contract)).firstOrFail()
    return Number(row.id)
  }

  private today({ inputs }: PointsHolder, contract: string) {
    return todayIn(inputs.contracts.find(({ id }) => id === contract)!.timeZone)
  }
}

function keyOf({ number }: PointsHolder, contract: string): string {
  return `coverage ${number} ${contract}`
}

function leftOf(consumption: Awaited<ReturnType<typeof consumptionOf>>): Points {
  if (consumption === null) return 0
  return consumption.takings.reduce((sum, { points }) => sum + points, consumption.invoiced)
}
