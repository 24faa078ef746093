import blank from './presets/blank.json' with { type: 'json' }
import sandboxRest from './presets/sandbox_rest.json' with { type: 'json' }

/** The mappings that come with the house, as text: one for each ERP it has met. */
export const PRESETS: Record<string, string> = {
  blank: JSON.stringify(blank, null, 2),
  sandbox_rest: JSON.stringify(sandboxRest, null, 2),
}
