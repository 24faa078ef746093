import blank from './presets/blank.json' with { type: 'json' }
import sandboxRest from './presets/sandbox_rest.json' with { type: 'json' }
import sandboxSoap from './presets/sandbox_soap.json' with { type: 'json' }
import soapBlank from './presets/soap_blank.json' with { type: 'json' }

const text = (mapping: object) => JSON.stringify(mapping, null, 2)

export const REST_PRESETS: Record<string, string> = { blank: text(blank), sandbox_rest: text(sandboxRest) }

export const SOAP_PRESETS: Record<string, string> = { soap_blank: text(soapBlank), sandbox_soap: text(sandboxSoap) }

/** The mappings that come with the house, as text: one for each ERP it has met. */
export const PRESETS: Record<string, string> = { ...REST_PRESETS, ...SOAP_PRESETS }
