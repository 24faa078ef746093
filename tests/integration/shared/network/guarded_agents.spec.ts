import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import axios from 'axios'
import { test } from '@japa/runner'
import { guardedAgents } from '#shared/network/guarded_agents'

test.group('Guarded agents', (group) => {
  let server: Server
  let port: number
  let asked = 0

  group.setup(async () => {
    server = createServer((_, response) => {
      asked += 1
      response.end('reached')
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    port = (server.address() as AddressInfo).port
    return () => void server.close()
  })
  group.each.setup(() => {
    asked = 0
  })

  const resolving = (...addresses: string[]) =>
    ((_host, _options, done) => done(null, addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))) as Parameters<typeof guardedAgents>[1]
  const get = (host: string, agents: ReturnType<typeof guardedAgents>) =>
    axios.get(`http://${host}:${port}/`, { ...agents, proxy: false, maxRedirects: 0, timeout: 2000 })
  const codeOf = (asking: Promise<unknown>) => asking.then(() => null, (error) => error.code ?? error.cause?.code)

  test('{$self} is refused before a byte is sent')
    .with(['127.0.0.1', '[::ffff:127.0.0.1]', '[::1]', '0.0.0.0', '2130706433', '0x7f000001', '0177.0.0.1', '127.1'])
    .run(async ({ assert }, host) => {
      assert.equal(await codeOf(get(host, guardedAgents())), 'E_ADDRESS_REFUSED')
      assert.equal(asked, 0)
    })

  test('a name that leads to {$self} is refused')
    .with(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3', '169.254.169.254', '64:ff9b::7f00:1'])
    .run(async ({ assert }, address) => {
      assert.equal(await codeOf(get('webhooks.example', guardedAgents([], resolving(address)))), 'E_ADDRESS_REFUSED')
      assert.equal(asked, 0)
    })

  test('a name with one public and one private address is refused', async ({ assert }) => {
    const agents = guardedAgents([], resolving('93.184.216.34', '127.0.0.1'))
    assert.equal(await codeOf(get('webhooks.example', agents)), 'E_ADDRESS_REFUSED')
  })

  test('localhost, as this machine knows it, is refused', async ({ assert }) => {
    assert.equal(await codeOf(get('localhost', guardedAgents())), 'E_ADDRESS_REFUSED')
    assert.equal(asked, 0)
  })

  test('each connection is judged anew, so a name that changes its mind gains nothing', async ({ assert }) => {
    let times = 0
    const rebinding = ((_host, _options, done) => {
      times += 1
      if (times === 1) done(Object.assign(new Error('not yet'), { code: 'ENOTFOUND' }), [])
      else done(null, [{ address: '127.0.0.1', family: 4 }])
    }) as Parameters<typeof guardedAgents>[1]
    const agents = guardedAgents([], rebinding)

    assert.equal(await codeOf(get('rebinding.example', agents)), 'ENOTFOUND')
    assert.equal(await codeOf(get('rebinding.example', agents)), 'E_ADDRESS_REFUSED')
    assert.equal(asked, 0)
  })

  test('a host that the installation allows is reached', async ({ assert }) => {
    const literal = await get('127.0.0.1', guardedAgents(['127.0.0.1']))
    assert.equal(literal.data, 'reached')
    const named = await get('erp.internal', guardedAgents(['erp.internal'], resolving('127.0.0.1')))
    assert.equal(named.data, 'reached')
  })
})
