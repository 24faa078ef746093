import ConfiguredConnector from '#erp/connectors/configured/configured_connector'
import type { ReachSettings } from '#erp/connectors/configured/connection_settings'
import type { Mapping } from '#erp/connectors/configured/mapping'
import RestTransport from '#erp/connectors/configured/rest_transport'

/** Any ERP that speaks JSON over HTTP, as a mapping describes it. */
export default class RestConnector extends ConfiguredConnector {
  constructor(settings: ReachSettings, mapping: Mapping) {
    super(settings, mapping, new RestTransport(settings, mapping))
  }
}
