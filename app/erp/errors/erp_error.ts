export type ErpFailure = 'unavailable' | 'outcome_unknown' | 'refused' | 'access_denied' | 'gibberish'

/** A call to the ERP failed; `kind` says what may be done next, the message says why to a person. */
export abstract class ErpError extends Error {
  abstract readonly kind: ErpFailure
}
