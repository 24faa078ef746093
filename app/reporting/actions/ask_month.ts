import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import BeginUndertaking from '#shared/undertakings/actions/begin_undertaking'
import CarryOutUndertaking from '#shared/undertakings/actions/carry_out_undertaking'
import StartUndertaking from '#shared/undertakings/actions/start_undertaking'
import { atOnce } from '#shared/undertakings/at_once'
import { ringUndertaking } from '#shared/undertakings/jobs'
import { isFresh, undertakingAbout } from '#shared/undertakings/queries/undertaking_about'
import type { AskedAnswer } from '#reporting/actions/ask_statement'
import { closeMonth } from '#reporting/jobs/close_month'
import { stateMonth } from '#reporting/jobs/state_month'
import { monthReport, type MonthReport } from '#reporting/queries/month_statement'
import { statementLines } from '#reporting/queries/unbilled_statement'

/** What a month comes to: at once where that is quick, else as it was computed some minutes ago or behind a progress bar. */
export default class AskMonth {
  async handle(month: string, actor: Actor): Promise<AskedAnswer<MonthReport>> {
    const known = await undertakingAbout(stateMonth, month)
    if (known && (known.isOpen || isFresh(known))) return { answer: known.result, undertaking: known }
    if ((await statementLines()) <= atOnce.lines) return { answer: await monthReport(month), undertaking: null }

    return { answer: null, undertaking: await this.anew(month, actor) }
  }

  /** Computes it once more, whatever is known. */
  anew(month: string, actor: Actor) {
    return new StartUndertaking().handle(stateMonth, month, { month }, actor, false)
  }

  /**
   * Closes a month: at once where that is quick, by the queue otherwise. Answers whether it is closed now.
   *
   * @throws {MonthNotClosable}
   */
  async close(month: string, actor: Actor, today: CalendarDate): Promise<boolean> {
    const isQuick = (await statementLines()) <= atOnce.lines
    const id = await new BeginUndertaking().handle(closeMonth, month, { month, today }, actor)
    await (isQuick ? new CarryOutUndertaking().handle(id) : ringUndertaking(id))
    return isQuick
  }
}
