import { registerUndertaking, type UndertakingKind } from '#shared/undertakings/kinds'
import type { AskedClosing } from '#reporting/actions/close_stated_month'

/** Computes the statement of a month and closes it by that. */
export const closeMonth: UndertakingKind<AskedClosing, { hash: string }> = registerUndertaking({
  name: 'reporting.close_month',
  async handle(asked, work) {
    const { default: CloseStatedMonth } = await import('#reporting/actions/close_stated_month')
    return new CloseStatedMonth().handle(asked, work)
  },
})
