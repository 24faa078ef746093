import { registerConnector, type ConnectorKind, type ConnectorSetting } from '#erp/connector_kinds'
import { mappingFrom } from '#erp/connectors/configured/connection_mapping'
import { reachSettings } from '#erp/connectors/configured/connection_settings'
import { REST_PRESETS, SOAP_PRESETS, X3_PRESETS } from '#erp/connectors/configured/presets'
import { LOCAL_FILES, REMOTE_FILES } from '#erp/connectors/files/files_language'
import RestConnector from '#erp/connectors/configured/rest_connector'
import { REST_LANGUAGE } from '#erp/connectors/configured/rest_language'
import SoapConnector from '#erp/connectors/configured/soap_connector'
import { SOAP_LANGUAGE } from '#erp/connectors/configured/soap_language'
import X3Connector from '#erp/connectors/sage_x3/x3_connector'
import { X3_LANGUAGE, x3Mapping } from '#erp/connectors/sage_x3/x3_language'
import SandboxConnector from '#erp/connectors/sandbox/sandbox_connector'
import TrytonConnector from '#erp/connectors/tryton/tryton_connector'

const setting = (name: string, kind: ConnectorSetting['kind'], fallback?: string): ConnectorSetting => ({
  name,
  kind,
  isRequired: true,
  isSecret: kind === 'password',
  ...(fallback === undefined ? {} : { fallback }),
})

const optional = (name: string, kind: ConnectorSetting['kind']): ConnectorSetting => ({ ...setting(name, kind), isRequired: false })
const presetOf = (presets: Record<string, string>): ConnectorSetting => {
  const names = Object.keys(presets)
  return { ...setting('preset', 'choice', names[0]), options: names }
}

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
  language: REST_LANGUAGE,
  settings: [
    setting('url', 'url'),
    presetOf(REST_PRESETS),
    optional('username', 'text'),
    optional('password', 'password'),
    optional('fingerprint', 'text'),
    setting('timeoutMs', 'number', '30000'),
  ],
  open: ({ preset, mapping, ...typed }) => new RestConnector(reachSettings(typed), mappingFrom(mapping, preset, REST_PRESETS, 'rest')),
}

const SOAP: ConnectorKind = {
  kind: 'soap',
  isMapped: true,
  language: SOAP_LANGUAGE,
  settings: [
    { ...setting('url', 'url'), hint: 'soap_url' },
    presetOf(SOAP_PRESETS),
    { ...optional('wsdl', 'document'), hint: 'wsdl' },
    optional('username', 'text'),
    optional('password', 'password'),
    optional('fingerprint', 'text'),
    setting('timeoutMs', 'number', '30000'),
  ],
  open: ({ preset, mapping, ...typed }) => new SoapConnector(reachSettings(typed), mappingFrom(mapping, preset, SOAP_PRESETS, 'soap')),
}

const SAGE_X3: ConnectorKind = {
  kind: 'sage_x3',
  isMapped: true,
  language: X3_LANGUAGE,
  settings: [
    { ...setting('url', 'url'), hint: 'x3_url' },
    setting('username', 'text'),
    setting('password', 'password'),
    { ...setting('poolAlias', 'text'), hint: 'x3_pool' },
    setting('language', 'text', 'ENG'),
    { ...setting('x3Folder', 'text'), hint: 'x3_folder' },
    setting('company', 'text'),
    setting('site', 'text'),
    setting('timeZone', 'text', 'Europe/Madrid'),
    setting('invoiceType', 'text', 'INV'),
    setting('creditType', 'text', 'CRN'),
    presetOf(X3_PRESETS),
    optional('fingerprint', 'text'),
    setting('timeoutMs', 'number', '60000'),
  ],
  open: ({ preset, mapping, ...typed }) => new X3Connector(reachSettings(typed), x3Mapping(mapping, preset)),
}

const filesPreset = { ...setting('preset', 'choice', 'one_folder'), options: Object.keys(LOCAL_FILES.language.presets) }

const FILES: ConnectorKind = {
  kind: 'files',
  ...LOCAL_FILES,
  settings: [setting('folder', 'text'), filesPreset, setting('answerSeconds', 'number', '2')],
}

const SFTP: ConnectorKind = {
  kind: 'sftp',
  ...REMOTE_FILES,
  settings: [
    setting('host', 'text'),
    setting('port', 'number', '22'),
    setting('username', 'text'),
    setting('password', 'password'),
    { ...setting('hostKey', 'text'), isRequired: false },
    setting('folder', 'text'),
    filesPreset,
    setting('answerSeconds', 'number', '2'),
    setting('timeoutMs', 'number', '30000'),
  ],
}

/** Makes the ERPs this house can speak to known, by the kind a connection names. */
export function registerConnectors(): void {
  registerConnector(SANDBOX)
  registerConnector(TRYTON)
  registerConnector(REST)
  registerConnector(SOAP)
  registerConnector(SAGE_X3)
  registerConnector(FILES)
  registerConnector(SFTP)
}
