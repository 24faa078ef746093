import { todayIn } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { TokenBook } from '#points/actions/token_book'
import { tokenLines, type TokenLine, type TokenSource } from '#points/queries/token_lines'

/** Lets documents earn tokens, or take them back: each line is brought to what it should have earned. */
export default class FollowTokens {
  async handle(source: TokenSource, ids: number[], trx: Trx, today = todayIn('UTC')): Promise<void> {
    if (ids.length === 0) return
    const byAccount = new Map<string, TokenLine[]>()
    for (const line of await tokenLines(source, ids, trx)) {
      const key = `${line.companyId} ${line.modelId}`
      byAccount.set(key, [...(byAccount.get(key) ?? []), line])
    }
    // in one order everywhere, so that two transactions never wait for each other
    for (const [, lines] of [...byAccount].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const book = await TokenBook.open(lines[0].companyId, lines[0].modelId, today, trx)
      let hasChanged = false
      for (const { tokens, key, label } of lines) hasChanged = (await book.bringTo(tokens, source === 'erp_invoice' ? 'invoice' : source, key, label)) || hasChanged
      if (hasChanged) await book.close()
    }
  }
}
