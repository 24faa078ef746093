import { fieldPolicies } from '#crm/queries/field_policies'
import { CUSTOMER_FIELD_OF, ERP_OWNS_ALL, FIELD_GROUPS, FIELD_POLICIES, fieldsOf, type FieldGroup, type Policies } from '#crm/rules/field_groups'
import ErpConnection from '#erp/models/erp_connection'

/** Who owns which fields of one connection's customers, and which groups its ERP does not take from here. */
export async function ownershipPage(connectionId: number) {
  const connection = await ErpConnection.findOrFail(connectionId)
  const policies = (await fieldPolicies([connection.id])).get(connection.id) ?? ERP_OWNS_ALL
  const taken = new Set<string>(connection.description?.capabilities.customers?.updates ?? [])
  const isTaken = (group: FieldGroup) => fieldsOf(group).every((field) => taken.has(CUSTOMER_FIELD_OF[field]))

  return {
    connection,
    choices: FIELD_POLICIES,
    groups: FIELD_GROUPS.map((group) => ({ group, fields: fieldsOf(group), policy: policies[group], isTaken: isTaken(group) })),
    /** What was typed, with the ERP as owner where nothing can be written there. */
    takeable: (typed: Policies): Policies =>
      Object.fromEntries(FIELD_GROUPS.map((group) => [group, isTaken(group) ? typed[group] : 'erp_wins'])) as Policies,
  }
}
