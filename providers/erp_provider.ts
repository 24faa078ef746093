import { registerConnectors } from '#erp/connectors/registry'
import { closePostingConnectors } from '#erp/posting_connectors'

/**
 * Says which ERPs a connection can speak to, and what happens here when their records
 * arrive. Followers of an entity run in the order in which they are registered.
 */
export default class ErpProvider {
  async boot() {
    registerConnectors()
  }

  async shutdown() {
    await closePostingConnectors()
  }
}
