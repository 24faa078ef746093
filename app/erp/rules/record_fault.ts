const OF_THE_DATABASE = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|PROTOCOL_|POOL_|SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|CORRUPT|READONLY)|ER_(LOCK|CON_|SERVER|DISK|RECORD_FILE_FULL|QUERY_INTERRUPTED|NO_SUCH_TABLE|BAD_FIELD|PARSE))/
const OF_THE_RUN = new Set(['E_SYNC_LOCK_LOST', 'KnexTimeoutError'])

/**
 * Whether an error lies in a record, so that leaving this record out helps. Errors of the
 * database, the network and the run itself would meet every other record as well.
 */
export function isRecordFault(error: unknown): boolean {
  const { code = '', name = '', kind } = (error ?? {}) as { code?: string; name?: string; kind?: string }

  return kind === undefined && !OF_THE_RUN.has(code) && !OF_THE_RUN.has(name) && !OF_THE_DATABASE.test(code)
}
