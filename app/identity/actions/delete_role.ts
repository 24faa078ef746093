import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import RecordAudit from '#identity/actions/record_audit'
import BuiltinRole from '#identity/errors/builtin_role'
import RoleInUse from '#identity/errors/role_in_use'
import Role from '#identity/models/role'

/**
 * Removes a role that nobody holds.
 *
 * @throws {BuiltinRole}
 * @throws {RoleInUse}
 */
export default class DeleteRole {
  async handle(roleId: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const role = await Role.query({ client: trx }).where('id', roleId).forUpdate().firstOrFail()
      if (role.isBuiltin) throw new BuiltinRole()

      const holders = await trx.from('role_users').where('role_id', roleId).count('* as people').first()
      if (Number(holders.people) > 0) throw new RoleInUse(Number(holders.people))

      await role.delete()
      const entry = { kind: 'role.deleted', userId: actor.id, subjectType: 'role', subjectId: roleId }
      await new RecordAudit().handle({ ...entry, details: { name: role.name } }, trx)
    })
  }
}
