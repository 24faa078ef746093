import fc from 'fast-check'
import { test } from '@japa/runner'
import { returnPath } from '#identity/rules/return_path'

test.group('Path to return to after signing in', () => {
  test('a page of this site is kept with its query: {0}')
    .with(['/', '/crm/companies', '/crm/companies?q=acme%20sl&page=2', '/billing/runs/7#lines'])
    .run(({ assert }, path) => {
      assert.equal(returnPath(path), path)
    })

  test('anything that leads elsewhere becomes the start page: {0}')
    .with([
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      'javascript:alert(1)',
      'crm/companies',
      '/a b',
      '/a\\..\\b',
      '',
      undefined,
      null,
      ['/crm'],
    ])
    .run(({ assert }, path) => {
      assert.equal(returnPath(path), '/')
    })

  test('signing in does not lead back to the pages before signing in: {0}')
    .with(['/sign-in', '/sign-in?return=/x', '/sign-out', '/password/reset/abc'])
    .run(({ assert }, path) => {
      assert.equal(returnPath(path), '/')
    })

  test('a browser that resolves the answer always stays on this host', ({ assert }) => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string().map((tail) => `/${tail}`), fc.webUrl()), (wish) => {
        assert.equal(new URL(returnPath(wish), 'https://annexa.example').host, 'annexa.example')
      }),
      { numRuns: 2000 }
    )
  })
})
