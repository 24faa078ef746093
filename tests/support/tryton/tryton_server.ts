import TrytonClient, { type TrytonSettings } from '#erp/connectors/tryton/tryton_client'

const { TRYTON_URL, TRYTON_DATABASE, TRYTON_USERNAME, TRYTON_PASSWORD } = process.env

/** The Tryton that `bin/services up tryton` starts; the tests change its data. */
export const TRYTON: TrytonSettings = {
  url: TRYTON_URL ?? 'http://127.0.0.1:8100',
  database: TRYTON_DATABASE ?? 'erp',
  username: TRYTON_USERNAME ?? 'connector',
  password: TRYTON_PASSWORD ?? 'Kw7-sync-ERP_42',
  timeoutMs: 20_000,
}

/** A user who may not look at invoices. */
export const READER: TrytonSettings = { ...TRYTON, username: 'reader', password: 'Rd8-look-ONLY_3' }

export const WITHOUT_TRYTON = 'needs a Tryton: bin/services up tryton, and TRYTON_URL in the environment'

let reachable: Promise<boolean> | undefined

/** Whether the environment names a Tryton and it answers. */
export function hasTryton(): Promise<boolean> {
  reachable ??= TRYTON_URL
    ? new TrytonClient({ ...TRYTON, timeoutMs: 3000 }).ask('common.server.version', []).then(
        () => true,
        () => false
      )
    : Promise.resolve(false)
  return reachable
}
