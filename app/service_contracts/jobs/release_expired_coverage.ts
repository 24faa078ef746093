import { registerJob } from '#shared/queue/jobs'

export const releaseExpiredCoverage = registerJob({
  name: 'service_contracts.release_expired_coverage',
  lane: 'service_contracts',
  async handle() {
    const { default: ReleaseExpiredCoverage } = await import('#service_contracts/actions/release_expired_coverage')
    await new ReleaseExpiredCoverage().handle()
  },
})
