import { apiRoutes } from '#start/api_routes'

apiRoutes()
