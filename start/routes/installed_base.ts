import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'

const ItemEntries = () => import('#installed_base/controllers/item_entries_controller')
const Replays = () => import('#installed_base/controllers/replays_controller')
const DeliveryRetries = () => import('#installed_base/controllers/delivery_retries_controller')

router.get('/installed-base/items/:item_id/entries/create', [ItemEntries, 'create']).use(permit('installed_item', 'edit'))
router.post('/installed-base/items/:item_id/entries', [ItemEntries, 'store']).use(permit('installed_item', 'edit'))

router.get('/installed-base/replay', [Replays, 'index']).use(permit('installed_base_replay', 'view'))
router.post('/installed-base/replay', [Replays, 'store']).use(permit('installed_base_replay', 'run'))
router.post('/installed-base/replay/retries', [DeliveryRetries, 'store']).use(permit('installed_base_replay', 'run'))

recordRoutes(INSTALLED_ITEM)
