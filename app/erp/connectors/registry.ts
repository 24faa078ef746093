import { registerConnector, type ConnectorKind, type ConnectorSetting } from '#erp/connector_kinds'
import SandboxConnector from '#erp/connectors/sandbox/sandbox_connector'
import TrytonConnector from '#erp/connectors/tryton/tryton_connector'

const setting = (name: string, kind: ConnectorSetting['kind'], fallback?: string): ConnectorSetting => ({
  name,
  kind,
  isRequired: true,
  isSecret: kind === 'password',
  ...(fallback === undefined ? {} : { fallback }),
})

const SANDBOX: ConnectorKind = { kind: 'sandbox', settings: [], open: () => new SandboxConnector() }

const TRYTON: ConnectorKind = {
  kind: 'tryton',
  settings: [
    setting('url', 'url'),
    setting('database', 'text'),
    setting('username', 'text'),
    setting('password', 'password'),
    setting('timeoutMs', 'number', '30000'),
  ],
  open: ({ url, database, username, password, timeoutMs }) =>
    new TrytonConnector({ url, database, username, password, timeoutMs: Number(timeoutMs) || 30_000 }),
}

/** Makes the ERPs this house can speak to known, by the kind a connection names. */
export function registerConnectors(): void {
  registerConnector(SANDBOX)
  registerConnector(TRYTON)
}
