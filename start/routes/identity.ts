import router from '@adonisjs/core/services/router'
import { open, permit, signedIn } from '#start/guards'

const Sessions = () => import('#identity/controllers/sessions_controller')
const PasswordRequests = () => import('#identity/controllers/password_requests_controller')
const PasswordResets = () => import('#identity/controllers/password_resets_controller')
const Profiles = () => import('#identity/controllers/profiles_controller')
const ProfilePasswords = () => import('#identity/controllers/profile_passwords_controller')
const Users = () => import('#identity/controllers/users_controller')
const PeopleLookups = () => import('#identity/controllers/people_lookups_controller')
const UserDeactivations = () => import('#identity/controllers/user_deactivations_controller')
const Groups = () => import('#identity/controllers/groups_controller')
const Roles = () => import('#identity/controllers/roles_controller')
const Tokens = () => import('#identity/controllers/tokens_controller')
const AuditEvents = () => import('#identity/controllers/audit_events_controller')

router.get('/sign-in', [Sessions, 'create']).use(open())
router.post('/sign-in', [Sessions, 'store']).use(open())
router.post('/sign-out', [Sessions, 'destroy']).use(signedIn())
router.get('/password/forgotten', [PasswordRequests, 'create']).use(open())
router.post('/password/forgotten', [PasswordRequests, 'store']).use(open())
router.get('/password/reset/:token', [PasswordResets, 'edit']).use(open())
router.post('/password/reset/:token', [PasswordResets, 'update']).use(open())

router.get('/profile', [Profiles, 'edit']).use(signedIn())
router.put('/profile', [Profiles, 'update']).use(signedIn())
router.put('/profile/password', [ProfilePasswords, 'update']).use(signedIn())

router
  .group(() => {
    router.get('/users', [Users, 'index']).use(permit('user', 'view'))
    router.get('/users/create', [Users, 'create']).use(permit('user', 'create'))
    router.get('/users/lookup', [PeopleLookups, 'index']).use(signedIn())
    router.post('/users', [Users, 'store']).use(permit('user', 'create'))
    router.get('/users/:id', [Users, 'show']).use(permit('user', 'view'))
    router.get('/users/:id/edit', [Users, 'edit']).use(permit('user', 'edit'))
    router.put('/users/:id', [Users, 'update']).use(permit('user', 'edit'))
    router.post('/users/:id/deactivation', [UserDeactivations, 'store']).use(permit('user', 'edit'))
    router.delete('/users/:id/deactivation', [UserDeactivations, 'destroy']).use(permit('user', 'edit'))

    router.get('/groups', [Groups, 'index']).use(permit('group', 'view'))
    router.get('/groups/create', [Groups, 'create']).use(permit('group', 'create'))
    router.post('/groups', [Groups, 'store']).use(permit('group', 'create'))
    router.get('/groups/:id/edit', [Groups, 'edit']).use(permit('group', 'edit'))
    router.put('/groups/:id', [Groups, 'update']).use(permit('group', 'edit'))
    router.delete('/groups/:id', [Groups, 'destroy']).use(permit('group', 'delete'))

    router.get('/roles', [Roles, 'index']).use(permit('role', 'view'))
    router.get('/roles/create', [Roles, 'create']).use(permit('role', 'create'))
    router.post('/roles', [Roles, 'store']).use(permit('role', 'create'))
    router.get('/roles/:id', [Roles, 'show']).use(permit('role', 'view'))
    router.put('/roles/:id', [Roles, 'update']).use(permit('role', 'edit'))
    router.delete('/roles/:id', [Roles, 'destroy']).use(permit('role', 'delete'))

    router.get('/tokens', [Tokens, 'index']).use(permit('token', 'view'))
    router.post('/tokens', [Tokens, 'store']).use(permit('token', 'create'))
    router.delete('/tokens/:id', [Tokens, 'destroy']).use(permit('token', 'revoke'))

    router.get('/audit', [AuditEvents, 'index']).use(permit('audit', 'view'))
  })
  .prefix('/identity')
  .as('identity')
  .where('id', router.matchers.number())
