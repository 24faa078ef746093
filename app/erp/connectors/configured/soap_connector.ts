import ConfiguredConnector from '#erp/connectors/configured/configured_connector'
import type { ReachSettings } from '#erp/connectors/configured/connection_settings'
import type { Mapping } from '#erp/connectors/configured/mapping'
import SoapTransport from '#erp/connectors/configured/soap_transport'

/** Any ERP that speaks SOAP, as a mapping and its WSDL describe it; a WSDL kept with the connection is the setting `wsdl`. */
export default class SoapConnector extends ConfiguredConnector {
  constructor(settings: ReachSettings, mapping: Mapping) {
    super(settings, mapping, new SoapTransport(settings, mapping, String(settings.wsdl ?? '').trim() || null))
  }
}
