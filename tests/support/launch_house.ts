import { makeIgnitor } from '../../bin/ignitor.js'

/** Prepares a house for launches: `launch_house.ts <kid> <secret> <origin> [issuer]`. Says what it made as JSON. */
const [kid, secret, origin, issuer] = process.argv.slice(2)

const app = makeIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { default: db } = await import('@adonisjs/lucid/services/db')
  const { default: ErpConnection } = await import('#erp/models/erp_connection')
  const { default: LaunchKey } = await import('#erp/models/launch_key')
  const { default: LaunchSettings } = await import('#erp/models/launch_settings')
  const { default: LaunchUser } = await import('#erp/models/launch_user')
  const { default: User } = await import('#identity/models/user')
  const { fillSandbox } = await import('#erp/connectors/sandbox/sandbox_crowd')

  await db.transaction((trx) => fillSandbox(trx, 1))
  const customer = await db.from('sandbox_customers').where('id', 1_000_001).firstOrFail()
  const connection = await ErpConnection.create({
    name: 'Framed',
    kind: 'sandbox',
    settings: {},
    isActive: true,
    timeZone: 'Europe/Madrid',
    overlapMinutes: 15,
    fullEveryDays: 7,
  })
  const looks = { locale: 'en', timeZone: 'Europe/Madrid', theme: 'system', density: 'normal' } as const
  const user = await User.create({ email: 'ana@erp.example', fullName: 'Ana Framed', isActive: true, ...looks })
  const role = await db.from('roles').where('key', 'service_desk').firstOrFail()
  await db.table('role_users').insert({ role_id: role.id, user_id: user.id })
  await LaunchSettings.create({ connectionId: connection.id, issuer: 'https://erp.example', origins: [origin], provisions: false })
  await LaunchKey.create({ connectionId: connection.id, kid, algorithm: 'HS256', material: secret })
  await LaunchUser.create({ connectionId: connection.id, erpUser: 'ANA', userId: user.id })

  if (issuer) {
    const { default: IdentityProvider } = await import('#identity/models/identity_provider')
    const ways = { targets: ['/launch'], isActive: true, isOffered: true, matchesEmail: true, provisions: false }
    const { CLIENT } = await import('#tests/support/oidc_provider')
    const client = { clientId: CLIENT.client_id, clientSecret: CLIENT.client_secret }
    const provider = await IdentityProvider.create({ name: 'Directory', issuer, ...client, ...ways })
    await db.table('launch_providers').insert({ connection_id: connection.id, provider_id: provider.id })
  }

  process.stdout.write(`${JSON.stringify({ connectionId: connection.id, customerId: customer.id, customerName: customer.name })}\n`)
})
await app.terminate()
process.exit(0)
