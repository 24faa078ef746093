import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { allRecordTypes } from '#shared/records/registry'
import { openApiDocument } from '#shared/api/open_api/document'
import { personWithRole } from '#tests/support/people'
import User from '#identity/models/user'

type Node = Record<string, any>

function eachNode(node: unknown, visit: (node: Node, path: string) => void, path = '#') {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) visit(node as Node, path)
  for (const [name, part] of Object.entries(node)) eachNode(part, visit, `${path}/${name}`)
}

const at = (document: Node, ref: string) => ref.slice(2).split('/').reduce((node: Node | undefined, name) => node?.[name], document)

test.group('Description of the API', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())

  test('is complete in itself: every reference leads somewhere and every operation has its own id', ({ assert }) => {
    const document = openApiDocument(allRecordTypes(), 'http://localhost')
    assert.equal(document.openapi, '3.1.0')
    assert.containsSubset(document.info as Node, { title: 'Annexa', version: '1' })

    const ids: string[] = []
    eachNode(document, (node, path) => {
      if (typeof node.$ref === 'string') assert.exists(at(document, node.$ref), `${path} points at ${node.$ref}`)
      if (typeof node.operationId === 'string') ids.push(node.operationId)
    })
    assert.equal(new Set(ids).size, ids.length)
  })

  test('every operation names its path parameters, has answers with descriptions and known schema types', ({ assert }) => {
    const document = openApiDocument(allRecordTypes(), 'http://localhost') as Node
    for (const [path, operations] of Object.entries(document.paths as Node)) {
      for (const operation of Object.values(operations as Node)) {
        const parameters = (operation.parameters ?? []).map((one: Node) => (one.$ref ? at(document, one.$ref)! : one))
        const inPath = parameters.filter((one: Node) => one.in === 'path').map((one: Node) => `{${one.name}}`)
        assert.deepEqual(inPath, path.match(/\{\w+\}/g) ?? [])
        for (const parameter of parameters) assert.isObject(parameter.schema)
        assert.isNotEmpty(operation.responses)
        for (const answer of Object.values(operation.responses as Node)) assert.isString((answer.$ref ? at(document, answer.$ref)! : answer).description)
      }
    }
    const types = new Set(['string', 'integer', 'boolean', 'object', 'array', 'null'])
    eachNode(document.components.schemas, ({ type }, path) => {
      if (path.endsWith('/properties')) return
      for (const one of [type].flat()) if (one !== undefined) assert.isTrue(types.has(one), `${path} is of type ${one}`)
    })
  })

  test('every documented operation answers as it is documented', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const token = (await User.accessTokens.create(admin, ['read', 'write'])).value!.release()
    const document = (await client.get('/api/v1/openapi.json')).body()
    for (const [path, operations] of Object.entries(document.paths as Node)) {
      // a type that only tests of this process declare has no routes
      if (path.startsWith('/api/v1/gadgets')) continue
      for (const [method, operation] of Object.entries(operations as Node)) {
        const request = client.request(path.replace('{id}', '999999999'), method.toUpperCase()).bearerToken(token)
        const answer = await (['post', 'put', 'patch'].includes(method) ? request.json({ no_such_field: 1 }) : request)
        assert.property(operation.responses, String(answer.status()), `${method} ${path}`)
        assert.notInclude([401, 403, 500], answer.status(), `${method} ${path}`)
        if (answer.status() >= 400) assert.isString(answer.body().errors[0].code)
      }
    }
  })

  test('can be read by people, signed in or not', async ({ client }) => {
    const page = await client.get('/api/docs')
    page.assertStatus(200)
    page.assertTextIncludes('/api/v1/companies')
    ;(await client.get('/api/docs').loginAs(await personWithRole('administrator'))).assertStatus(200)
  })
})
