import router from '@adonisjs/core/services/router'
import { open, permit } from '#start/guards'

const Launches = () => import('#erp/controllers/launches_controller')
const Arrivals = () => import('#erp/controllers/launch_arrivals_controller')
const Windows = () => import('#erp/controllers/launch_windows_controller')
const Settings = () => import('#erp/controllers/launch_settings_controller')
const Keys = () => import('#erp/controllers/launch_keys_controller')
const People = () => import('#erp/controllers/launch_users_controller')

router.get('/launch', [Launches, 'index']).use(open()).as('launch.index')
router.post('/launch', [Launches, 'store']).use(open()).as('launch.store')
router.get('/launch/arrival/:token', [Arrivals, 'show']).use(open()).as('launch.arrival')
router.get('/launch/window/:token', [Windows, 'show']).use(open()).as('launch.window')

router
  .group(() => {
    router.get('/launch', [Settings, 'edit']).use(permit('launch_key', 'view')).as('settings.edit')
    router.put('/launch', [Settings, 'update']).use(permit('launch_key', 'edit')).as('settings.update')
    router.post('/launch-keys', [Keys, 'store']).use(permit('launch_key', 'edit')).as('keys.store')
    router.delete('/launch-keys/:id', [Keys, 'destroy']).use(permit('launch_key', 'edit')).as('keys.destroy')
    router.post('/launch-users', [People, 'store']).use(permit('launch_key', 'edit')).as('users.store')
    router.delete('/launch-users/:id', [People, 'destroy']).use(permit('launch_key', 'edit')).as('users.destroy')
  })
  .prefix('/erp/connections/:connection_id')
  .as('launch_settings')
  .where('connection_id', router.matchers.number())
  .where('id', router.matchers.number())
