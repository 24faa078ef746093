import { randomBytes } from 'node:crypto'
import type { Actor } from '#shared/actor'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import RecordAudit from '#identity/actions/record_audit'
import BuiltinRole from '#identity/errors/builtin_role'
import NameTaken from '#identity/errors/name_taken'
import Role from '#identity/models/role'
import RolePermission from '#identity/models/role_permission'
import { matrixChanges } from '#identity/rules/role_matrix'
import type { Grant } from '#identity/rules/reach'

/**
 * Adds a role, or changes one when `roleId` is given. A built-in role keeps its name;
 * the administrator role keeps everything.
 *
 * @throws {BuiltinRole}
 * @throws {NameTaken}
 */
export default class SaveRole {
  async handle(roleId: number | null, name: string, grants: Grant[], actor: Actor): Promise<Role> {
    return within(undefined, async (trx) => {
      const role = roleId === null ? await this.#start(trx) : await this.#find(roleId, trx)
      if (!role.isBuiltin) await this.#rename(role, name)

      const changes = await this.#replaceGrants(role, grants, trx)
      const kind = roleId === null ? 'role.created' : 'role.edited'
      const entry = { kind, userId: actor.id, subjectType: 'role', subjectId: role.id }
      await new RecordAudit().handle({ ...entry, details: { name: role.name, changes } }, trx)
      return role
    })
  }

  async #start(trx: Trx): Promise<Role> {
    const role = new Role().useTransaction(trx)
    return role.merge({ key: `own_${randomBytes(6).toString('hex')}`, isBuiltin: false })
  }

  async #find(roleId: number, trx: Trx): Promise<Role> {
    const role = await Role.query({ client: trx }).where('id', roleId).forUpdate().firstOrFail()
    if (role.isAdministrator) throw new BuiltinRole()
    return role
  }

  async #rename(role: Role, name: string) {
    try {
      await role.merge({ name }).save()
    } catch (error) {
      throw isDuplicate(error) ? new NameTaken(name) : error
    }
  }

  async #replaceGrants(role: Role, grants: Grant[], trx: Trx): Promise<string[]> {
    const before = await RolePermission.query({ client: trx }).where('roleId', role.id)
    await RolePermission.query({ client: trx }).where('roleId', role.id).delete()
    await insertMany(
      trx,
      'role_permissions',
      grants.map((grant) => ({ role_id: role.id, ...grant }))
    )
    return matrixChanges(before, grants)
  }
}
