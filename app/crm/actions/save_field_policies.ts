import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import FollowCustomers from '#crm/actions/follow_customers'
import { FIELD_GROUPS, type Policies } from '#crm/rules/field_groups'

const AT_ONCE = 200

/** Says who owns each group of fields of one connection's customers; companies that have departed meet the new rule now. */
export default class SaveFieldPolicies {
  async handle(connectionId: number, policies: Policies, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      await inner.from('field_ownerships').where('connection_id', connectionId).delete()
      const rows = FIELD_GROUPS.map((group) => ({ connection_id: connectionId, field_group: group, policy: policies[group] }))
      await inner.insertQuery().table('field_ownerships').multiInsert(rows)

      const departed: { id: number }[] = await inner
        .from('customer_bindings')
        .join('customers', 'customers.id', 'customer_bindings.customer_id')
        .where('customers.connection_id', connectionId)
        .select('customers.id')
      for (const some of chunks(departed, AT_ONCE)) await new FollowCustomers().handle(some, inner)
    })
  }
}
