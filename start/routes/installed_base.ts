import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'
import { PRODUCT_COMPONENT } from '#installed_base/records/product_component'
import { COMMERCIAL_GROUP, INSTALLED_SITE } from '#installed_base/records/site'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'

const Breakdowns = () => import('#installed_base/controllers/breakdowns_controller')
const ItemLabels = () => import('#installed_base/controllers/item_labels_controller')
const EntryReversals = () => import('#installed_base/controllers/entry_reversals_controller')
const Structures = () => import('#installed_base/controllers/structures_controller')
const ItemComponents = () => import('#installed_base/controllers/item_components_controller')
const ItemEntries = () => import('#installed_base/controllers/item_entries_controller')
const Replays = () => import('#installed_base/controllers/replays_controller')
const DeliveryRetries = () => import('#installed_base/controllers/delivery_retries_controller')

router.get('/installed-base/items/:item_id/entries/create', [ItemEntries, 'create']).use(permit('installed_item', 'edit'))
router.post('/installed-base/items/:item_id/entries', [ItemEntries, 'store']).use(permit('installed_item', 'edit'))

router.get('/installed-base/items/:item_id/entries/:entry_id/reversal', [EntryReversals, 'create']).use(permit('installed_item', 'edit'))
router.post('/installed-base/items/:item_id/entries/:entry_id/reversal', [EntryReversals, 'store']).use(permit('installed_item', 'edit'))
router.get('/installed-base/items/:item_id/structure', [Structures, 'show']).use(permit('installed_item', 'view'))
router.get('/installed-base/items/:item_id/components/create', [ItemComponents, 'create']).use(permit('installed_item', 'edit'))
router.post('/installed-base/items/:item_id/components', [ItemComponents, 'store']).use(permit('installed_item', 'edit'))

router.get('/installed-base/breakdown', [Breakdowns, 'index']).use(permit('installed_item', 'view'))
router.get('/installed-base/labels', [ItemLabels, 'index']).use(permit('installed_item', 'view'))

router.get('/installed-base/replay', [Replays, 'index']).use(permit('installed_base_replay', 'view'))
router.post('/installed-base/replay', [Replays, 'store']).use(permit('installed_base_replay', 'run'))
router.post('/installed-base/replay/retries', [DeliveryRetries, 'store']).use(permit('installed_base_replay', 'run'))

recordRoutes(INSTALLED_SITE)
recordRoutes(COMMERCIAL_GROUP)
recordRoutes(PRODUCT_COMPONENT)
recordRoutes(INSTALLED_ITEM)
