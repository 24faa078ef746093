import i18nManager from '@adonisjs/i18n/services/main'
import type { Actor } from '#shared/actor'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import EnterCharge from '#billing/actions/enter_charge'
import type { ChargeOrigin } from '#billing/rules/charge_origin'
import { workOrigin } from '#service_desk/rules/work_origin'
import { billedPart, type WorkShare } from '#service_desk/rules/work_shares'

/** What coverage decided about the work of a request; contracts are named by their ids. */
export interface Decided {
  id: number
  number: string
  contracts: Map<string, string>
  shares: WorkShare[]
}

/** Enters a charge for what is left to invoice of each line, through the door of billing; answers them by line. */
export default class ChargeWork {
  async handle(request: Row, lines: Row[], revision: number, decided: Decided, actor: Actor, trx: Trx): Promise<Map<number, number>> {
    const company = await trx.from('companies').where('id', Number(request.company_id)).firstOrFail()
    const contract = request.service_contract_id ? await trx.from('service_contracts').where('id', Number(request.service_contract_id)).first() : null
    const language = i18nManager.locale(company.language ?? i18nManager.config.defaultLocale)
    const charges = new Map<number, number>()
    for (const [at, line] of lines.entries()) {
      const share = decided.shares[at]
      const part = billedPart(share, { quantity: String(line.quantity), unitPrice: String(line.unit_price) }, String(request.currency))
      if (!part) continue
      const words = language.t('service_desk.charge', { number: String(request.number), kind: language.t(`service_desk.work_line.choices.kind.${line.kind}`), what: String(line.description) })
      const values = { ...this.debtor(request, contract, line), description: words.slice(0, 200), product_id: line.product_id, quantity: part.quantity, unit_price: part.unitPrice, due_on: todayIn(actor.timeZone) }
      const origin: ChargeOrigin = workOrigin(request, line, share, decided)
      charges.set(share.lineId, await new EnterCharge().handle({ sourceKey: `service_work:${line.id}:${revision}`, values, origin }, actor, trx))
    }
    return charges
  }

  /** Whom it is invoiced to, and the days it is for; a contract that began later has nothing to do with it. */
  private debtor(request: Row, contract: Row | null, line: Row): Values {
    const workedOn = calendarDate(String(line.worked_on))
    const named = contract && String(contract.starts_on) <= workedOn ? contract : null
    return { company_id: request.company_id, service_contract_id: named?.id ?? null, currency: request.currency, grouping: 'customer', period_from: workedOn, period_to: addDays(workedOn, 1) }
  }
}
