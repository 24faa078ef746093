import { followPostings } from '#erp/posting_followers'
import RecordPosting from '#billing/actions/record_posting'

const recordPosting = new RecordPosting()

followPostings('invoice', {
  onPosted: (id, invoice, trx) => recordPosting.posted(id, invoice, trx),
  onRefused: (id, problem, trx) => recordPosting.refused(id, problem, trx),
  onResumed: (id, trx) => recordPosting.resumed(id, trx),
  onHeld: (id, problem, trx) => recordPosting.held(id, problem, trx),
})
