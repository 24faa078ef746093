import AnnounceEvent from '#erp/actions/announce_event'
import { followPostings } from '#erp/posting_followers'
import FollowTokens from '#points/actions/follow_tokens'
import RecordPosting from '#billing/actions/record_posting'

const recordPosting = new RecordPosting()
const announce = new AnnounceEvent()

followPostings('invoice', {
  async onPosted(id, invoice, trx) {
    await recordPosting.posted(id, invoice, trx)
    await new FollowTokens().handle('invoice', [id], trx)
    const { number, reference, currency, netCents, totalCents } = invoice
    await announce.handle([{ type: 'invoice.posted', data: { id, number, reference, currency, netCents, totalCents } }], trx)
  },
  onRefused: (id, problem, trx) => recordPosting.refused(id, problem, trx),
  onResumed: (id, trx) => recordPosting.resumed(id, trx),
  onHeld: (id, problem, trx) => recordPosting.held(id, problem, trx),
})
