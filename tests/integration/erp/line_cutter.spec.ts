import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import LineCutter from '#erp/connectors/line_cutter'

test.group('A line that is cut', (group) => {
  let erp: Server
  let heard: number

  group.each.setup(async () => {
    heard = 0
    erp = createServer((_, response) => {
      heard += 1
      response.end('x'.repeat(2000))
    }).listen(0, '127.0.0.1')
    await once(erp, 'listening')
    return () => {
      erp.closeAllConnections()
      erp.close()
    }
  })

  async function calls(percent: number, count: number) {
    const cutter = new LineCutter('127.0.0.1', (erp.address() as AddressInfo).port, percent)
    const port = await cutter.start()
    let answered = 0
    for (let n = 0; n < count; n++) {
      const text = await fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.text(), () => null).catch(() => null)
      if (text?.length === 2000) answered += 1
    }
    await cutter.stop()
    return { answered, cutter }
  }

  test('lets everything through when nothing is to be cut', async ({ assert }) => {
    const { answered, cutter } = await calls(0, 20)
    assert.equal(answered, 20)
    assert.deepEqual(cutter.cuts, {})
  })

  test('loses requests and answers, and counts each', async ({ assert }) => {
    const { answered, cutter } = await calls(60, 30)
    const cuts = Object.values(cutter.cuts).reduce((sum, count) => sum + count, 0)
    assert.isAbove(cuts, 5)
    assert.isAtMost(answered, 30 - cuts)
    assert.equal(heard, cutter.exchanges - (cutter.cuts.never_arrives ?? 0), 'what was lost on the way back had been carried out')
  }).timeout(90_000)
})
