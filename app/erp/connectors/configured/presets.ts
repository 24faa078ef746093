import blank from './presets/blank.json' with { type: 'json' }
import sandboxRest from './presets/sandbox_rest.json' with { type: 'json' }
import sandboxSoap from './presets/sandbox_soap.json' with { type: 'json' }
import sageX3 from './presets/sage_x3.json' with { type: 'json' }
import sageX3Changes from './presets/sage_x3_changes.json' with { type: 'json' }
import soapBlank from './presets/soap_blank.json' with { type: 'json' }

const text = (mapping: object) => JSON.stringify(mapping, null, 2)

export const REST_PRESETS: Record<string, string> = { blank: text(blank), sandbox_rest: text(sandboxRest) }

export const SOAP_PRESETS: Record<string, string> = { soap_blank: text(soapBlank), sandbox_soap: text(sandboxSoap) }

/** The same mapping with other lists: the first asks what every X3 has, the second a subprogram of the company's own. */
const withLists = (mapping: { entities: object }, lists: Record<string, object>) => ({
  ...mapping,
  entities: Object.fromEntries(Object.entries(mapping.entities).map(([name, entity]) => [name, { ...entity, list: lists[name] }])),
})

export const X3_PRESETS: Record<string, string> = { sage_x3: text(sageX3), sage_x3_changes: text(withLists(sageX3, sageX3Changes)) }

/** The mappings that come with the house, as text: one for each ERP it has met. */
export const PRESETS: Record<string, string> = { ...REST_PRESETS, ...SOAP_PRESETS, ...X3_PRESETS }
