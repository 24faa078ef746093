import { registerJob } from '#shared/queue/jobs'

export type ImportStep = 'check' | 'write' | 'revert'

/** One import at a time goes on in the background: it writes much, and others want to work too. */
export const continueImport = registerJob<{ id: number; step: ImportStep }>({
  name: 'records.import',
  lane: 'records.import',
  async handle({ id, step }) {
    const { default: ContinueImport } = await import('#shared/records/imports/actions/continue_import')
    await new ContinueImport().handle(id, step)
  },
})
