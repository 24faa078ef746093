import type { MappingLanguage } from '#erp/connector_kinds'
import { mappingFrom } from '#erp/connectors/configured/connection_mapping'
import { reachSettings } from '#erp/connectors/configured/connection_settings'
import { readMapping } from '#erp/connectors/configured/mapping_check'
import { REST_PRESETS } from '#erp/connectors/configured/presets'
import RestConnector from '#erp/connectors/configured/rest_connector'

/** Mappings of ERPs that speak JSON over HTTP. */
export const REST_LANGUAGE: MappingLanguage = {
  presets: REST_PRESETS,
  findings: (text) => readMapping(text, 'rest').findings,
  trial: (settings, text) => new RestConnector(reachSettings(settings), mappingFrom(text, undefined, REST_PRESETS, 'rest')),
}
