import { registerConnectors } from '#erp/connectors/registry'

/**
 * Says which ERPs a connection can speak to, and what happens here when their records
 * arrive. Followers of an entity run in the order in which they are registered.
 */
export default class ErpProvider {
  async boot() {
    registerConnectors()
  }
}
