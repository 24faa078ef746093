import { queueBehaves } from '#tests/contract/queue_behaviour'
import { hasRedis } from '#tests/support/queue_drivers'

queueBehaves('bull', hasRedis)
