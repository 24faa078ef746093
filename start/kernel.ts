import server from '@adonisjs/core/services/server'
import router from '@adonisjs/core/services/router'

server.errorHandler(() => import('#exceptions/handler'))

server.use([
  () => import('@adonisjs/static/static_middleware'),
  () => import('#shared/metrics/request_middleware'),
  () => import('#shared/house/health_middleware'),
  () => import('#shared/metrics/metrics_middleware'),
  () => import('#middleware/container_bindings_middleware'),
])

router.use([
  () => import('@adonisjs/core/bodyparser_middleware'),
  () => import('#middleware/session_middleware'),
  () => import('@adonisjs/auth/initialize_auth_middleware'),
  () => import('#middleware/language_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
  () => import('#middleware/frame_middleware'),
  () => import('#middleware/unpoly_middleware'),
])

export const middleware = router.named({
  guard: () => import('#middleware/guard_middleware'),
  open: () => import('#middleware/open_middleware'),
  record: () => import('#middleware/record_middleware'),
  api: () => import('#middleware/api_middleware'),
})
