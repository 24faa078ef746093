import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type OutboxMessage from '#shared/outbox/outbox_message'
import { registerOutboxKind } from '#shared/outbox/kinds'
import { linesOf } from '#tests/support/queue_jobs'

const somewhile = () => sleep(Math.random() * 120)
const fileOf = (message: OutboxMessage) => String(message.payload.file)

/** A receiver outside the database, a file with a line for each delivery, that takes its time. */
registerOutboxKind('ledger', {
  settleSeconds: 2,
  lookUpAfterSeconds: [1],
  attemptSeconds: 4,
  async deliver(message) {
    await somewhile()
    appendFileSync(fileOf(message), `${message.reference}\n`)
    await somewhile()
    return { outcome: 'accepted', reply: {} }
  },
  async lookUp(message) {
    const held = linesOf(fileOf(message)).filter((line) => line === message.reference).length
    if (held === 0) return { outcome: 'not_found' }
    if (held === 1) return { outcome: 'accepted', reply: {} }
    return { outcome: 'differs', problem: { code: 'several', sentence: String(held) } }
  },
})
