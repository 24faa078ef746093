import type { MappingLanguage } from '#erp/connector_kinds'
import { mappingFrom } from '#erp/connectors/configured/connection_mapping'
import { reachSettings } from '#erp/connectors/configured/connection_settings'
import { readMapping } from '#erp/connectors/configured/mapping_check'
import { SOAP_PRESETS } from '#erp/connectors/configured/presets'
import SoapConnector from '#erp/connectors/configured/soap_connector'

/** Mappings of ERPs that speak SOAP. */
export const SOAP_LANGUAGE: MappingLanguage = {
  presets: SOAP_PRESETS,
  findings: (text) => readMapping(text, 'soap').findings,
  trial: (settings, text) => new SoapConnector(reachSettings(settings), mappingFrom(text, undefined, SOAP_PRESETS, 'soap')),
}
