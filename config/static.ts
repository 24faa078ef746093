import { defineConfig } from '@adonisjs/static'

export default defineConfig({
  enabled: true,
  etag: true,
  lastModified: true,
  maxAge: '1h',
  dotFiles: 'ignore',
})
