import { test } from '@japa/runner'
import { trustedProxies } from '#shared/network/trusted_proxies'

test.group('Trusted proxies', () => {
  test('are those on this machine when none is named')
    .with(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
    .run(({ assert }, address) => {
      assert.isTrue(trustedProxies()(address))
      assert.isFalse(trustedProxies()('10.0.0.1'))
    })

  test('are also the addresses and networks that are named', ({ assert }) => {
    const trusts = trustedProxies('10.1.0.0/16, 192.168.7.9, fd00::/8')

    assert.deepEqual(['10.1.255.1', '192.168.7.9', 'fd12::1', '::ffff:10.1.0.1', '127.0.0.1'].map(trusts), [true, true, true, true, true])
    assert.deepEqual(['10.2.0.1', '192.168.7.8', 'fe80::1', 'rubbish', ''].map(trusts), [false, false, false, false, false])
  })

  test('refuse what is no address, with a sentence')
    .with(['proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/x', '300.1.1.1'])
    .run(({ assert }, text) => {
      assert.throws(() => trustedProxies(text), /TRUSTED_PROXIES: ".*" is neither an address nor a network/)
    })
})
