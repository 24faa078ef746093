import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { simulate, type SimulatedItem } from '#service_contracts/rules/simulation'
import { specificationsFrom } from '#service_contracts/rules/specification'

interface Vector {
  id: string
  spec: unknown
  expect: {
    items?: Partial<SimulatedItem>[]
    first?: Partial<SimulatedItem>
    last?: Partial<SimulatedItem>
    billDates?: string[]
    error?: boolean
  }
}

const file = new URL('../../support/vectors/billing.json', import.meta.url)
const vectors: Vector[] = JSON.parse(readFileSync(file, 'utf8'))

test.group('Billing as other engines do it', () => {
  for (const { id, spec, expect } of vectors) {
    test(id, ({ assert }) => {
      const { items, error } = simulate(specificationsFrom(spec)[0])

      assert.equal(error !== null, expect.error === true)
      if (expect.items) {
        assert.lengthOf(items, expect.items.length)
        assert.containSubset(items, expect.items)
      }
      if (expect.first) assert.containSubset(items[0], expect.first)
      if (expect.last) assert.containSubset(items.at(-1), expect.last)
      if (expect.billDates) assert.deepEqual(items.map(({ billDate }) => billDate), expect.billDates)
    })
  }
})
