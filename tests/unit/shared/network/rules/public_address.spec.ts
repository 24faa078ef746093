import { test } from '@japa/runner'
import { isPublicAddress } from '#shared/network/rules/public_address'

const PUBLIC = ['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4003::200e', '::ffff:8.8.8.8']

const ELSEWHERE = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.5',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '192.0.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001::1',
  'fe80::1',
  'fec0::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '2001:db8::1',
]

test.group('Public addresses', () => {
  test('{$self} is on the public internet')
    .with(PUBLIC)
    .run(({ assert }, address) => assert.isTrue(isPublicAddress(address)))

  test('{$self} is not on the public internet')
    .with(ELSEWHERE)
    .run(({ assert }, address) => assert.isFalse(isPublicAddress(address)))

  test('what is no address is not public', ({ assert }) => {
    for (const text of ['', 'localhost', '8.8.8', 'example.com', '[::1]']) assert.isFalse(isPublicAddress(text))
  })
})
