/**
 * Work that is done outside the request. The payload is ids: the row they name is the
 * truth, the queue only the bell. Every job may run twice.
 */
export interface JobDefinition<P extends Record<string, unknown> = Record<string, unknown>> {
  /** Stable name, such as `erp.deliver_outbox_entry`; renaming it orphans queued jobs. */
  name: string
  /** Tries in all, the first one included. */
  attempts?: number
  /** Jobs of one lane run one after another; different lanes run side by side. */
  lane?: string
  handle(payload: P): Promise<void>
}

export interface DispatchOptions {
  /** Whole seconds to wait before the first try. */
  delaySeconds?: number
  /** While a job with this key waits or runs, another with the same key is not added. */
  key?: string
}

export interface Queue {
  dispatch<P extends Record<string, unknown>>(
    job: JobDefinition<P>,
    payload: P,
    options?: DispatchOptions
  ): Promise<void>

  /** Starts taking jobs in this process. */
  work(): Promise<void>

  /** Stops taking jobs, waits for the running ones up to `graceMs`, closes connections. */
  close(graceMs?: number): Promise<void>

  /** Waits until no job that is due remains. For tests and for commands that must see the end. */
  drain(): Promise<void>

  figures(): Promise<{ waiting: number; running: number; failed: number }>
}
