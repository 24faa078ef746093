import { errors } from '@adonisjs/core'
import router from '@adonisjs/core/services/router'
import { open } from '#start/guards'

/** An unknown address is answered inside the shell, which only a route can do. */
router
  .any('*', ({ request }) => {
    throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
  })
  .use(open())
