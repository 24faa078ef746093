import { queueBehaves } from '#tests/contract/queue_behaviour'

queueBehaves('embedded', true)
