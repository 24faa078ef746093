/**
 * What a points contract says about one case, as the points domain computed it. Coverage never
 * computes a debit: it asks for one and takes it whole.
 */
export interface PointsQuote {
  /** Points that can be spent now; decimal text. */
  balance: string
  /** Taken once for the case, whatever is done. */
  contractual: string
  /** Points for each line by its id; lines not named cost none of their own. */
  lines: { line: string; points: string }[]
  /** What happens when the balance does not reach. */
  whenShort: 'block' | 'overdraw' | 'invoice_remainder'
  /** How far below zero an overdrawn balance may fall. */
  overdraft: string
}
