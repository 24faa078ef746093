import router from '@adonisjs/core/services/router'
import { signedIn } from '#start/guards'

const Home = () => import('#shared/shell/controllers/home_controller')

router.get('/', [Home, 'show']).use(signedIn()).as('home')
