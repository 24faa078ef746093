import { makeIgnitor } from '../../bin/ignitor.js'

/** A technician's office in a process of its own: `coverage_technician.ts <question> <person> <times> <name>` reserves that often, all at once. */
const [question, userId, times, name] = process.argv.slice(2)

const app = makeIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(() => {})

const { default: User } = await import('#identity/models/user')
const { default: ReserveCoverage } = await import('#service_contracts/actions/reserve_coverage')
const { actorOf } = await import('#identity/queries/actor_of')
const actor = await actorOf(await User.findOrFail(Number(userId)))
const orders = Array.from({ length: Number(times) }, (_, at) => new ReserveCoverage().handle(JSON.parse(question), actor, `${name}:${at}`))
await Promise.all(orders)
await app.terminate()
process.exit(0)
