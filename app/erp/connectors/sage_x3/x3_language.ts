import type { MappingLanguage } from '#erp/connector_kinds'
import { mappingFrom } from '#erp/connectors/configured/connection_mapping'
import { reachSettings } from '#erp/connectors/configured/connection_settings'
import type { Mapping } from '#erp/connectors/configured/mapping'
import { readMapping } from '#erp/connectors/configured/mapping_check'
import { X3_PRESETS } from '#erp/connectors/configured/presets'
import X3Connector from '#erp/connectors/sage_x3/x3_connector'

/** The mapping of a connection to X3: its own, or one of the house. */
export function x3Mapping(own: string | undefined, preset: string | undefined): Mapping {
  return mappingFrom(own, preset, X3_PRESETS, 'soap')
}

/** Mappings of Sage X3. */
export const X3_LANGUAGE: MappingLanguage = {
  presets: X3_PRESETS,
  findings: (text) => readMapping(text, 'soap').findings,
  trial: (settings, text) => new X3Connector(reachSettings(settings), x3Mapping(text, undefined)),
}
