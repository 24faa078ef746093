import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { open, signedIn } from '#start/guards'

const Palette = () => import('#shared/shell/controllers/palette_controller')
const Search = () => import('#shared/shell/controllers/search_controller')
const Keys = () => import('#shared/shell/controllers/keys_controller')
const Looks = () => import('#shared/shell/controllers/looks_controller')
const Gallery = () => import('#shared/shell/controllers/gallery_controller')

router.get('/palette', [Palette, 'show']).use(signedIn())
router.get('/search', [Search, 'index']).use(signedIn())
router.get('/keys', [Keys, 'show']).use(signedIn())
router.put('/look', [Looks, 'update']).use(open())

if (!app.inProduction) {
  router.get('/ui', [Gallery, 'show']).use(signedIn())
  router.get('/ui/lookup', [Gallery, 'lookup']).use(signedIn())
}
