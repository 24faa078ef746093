import ConfiguredConnector from '#erp/connectors/configured/configured_connector'
import type { ReachSettings } from '#erp/connectors/configured/connection_settings'
import type { Mapping } from '#erp/connectors/configured/mapping'
import SoapTransport from '#erp/connectors/configured/soap_transport'
import { X3_DIALECT } from '#erp/connectors/sage_x3/x3_dialect'
import { X3_WSDL } from '#erp/connectors/sage_x3/x3_wsdl'

/** Sage X3 over its generic SOAP service, as a mapping of its published objects and subprograms says. */
export default class X3Connector extends ConfiguredConnector {
  constructor(settings: ReachSettings, mapping: Mapping) {
    super(settings, mapping, new SoapTransport(settings, mapping, X3_WSDL, X3_DIALECT))
  }
}
