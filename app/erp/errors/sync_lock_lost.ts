import { Exception } from '@adonisjs/core/exceptions'

/** Another run has taken the connection over, so nothing more may be written by this one. */
export default class SyncLockLost extends Exception {
  static code = 'E_SYNC_LOCK_LOST'

  constructor() {
    super('Another run has taken over this connection')
  }
}
