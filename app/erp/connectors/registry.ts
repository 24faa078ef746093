import { registerConnector, type ConnectorKind, type ConnectorSetting } from '#erp/connector_kinds'
import { mappingFrom } from '#erp/connectors/configured/connection_mapping'
import { PRESETS } from '#erp/connectors/configured/presets'
import RestConnector from '#erp/connectors/configured/rest_connector'
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

const REST: ConnectorKind = {
  kind: 'rest',
  isMapped: true,
  settings: [
    setting('url', 'url'),
    { ...setting('preset', 'choice', Object.keys(PRESETS)[0]), options: Object.keys(PRESETS) },
    { ...setting('username', 'text'), isRequired: false },
    { ...setting('password', 'password'), isRequired: false },
    { ...setting('fingerprint', 'text'), isRequired: false },
    setting('timeoutMs', 'number', '30000'),
  ],
  open: ({ url, username = '', password = '', fingerprint = '', timeoutMs, preset, mapping }) =>
    new RestConnector({ url, username, password, fingerprint, timeoutMs: Number(timeoutMs) || 30_000 }, mappingFrom(mapping, preset)),
}

/** Makes the ERPs this house can speak to known, by the kind a connection names. */
export function registerConnectors(): void {
  registerConnector(SANDBOX)
  registerConnector(TRYTON)
  registerConnector(REST)
}
