import router from '@adonisjs/core/services/router'
import { OFFER, OFFER_LINE } from '#sales/records/offer'
import { OPPORTUNITY, OPPORTUNITY_LINE } from '#sales/records/opportunity'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const OfferMoves = () => import('#sales/controllers/offer_moves_controller')
const OfferPrints = () => import('#sales/controllers/offer_prints_controller')
const OfferRevisions = () => import('#sales/controllers/offer_revisions_controller')
const OpportunityMoves = () => import('#sales/controllers/opportunity_moves_controller')

const opportunity = '/sales/opportunities/:id'
router.get(`${opportunity}/moves/new`, [OpportunityMoves, 'create']).use(permit('opportunity', 'edit')).as('sales.opportunity_moves.create')
router.post(`${opportunity}/moves`, [OpportunityMoves, 'store']).use(permit('opportunity', 'edit')).as('sales.opportunity_moves.store')

const offer = '/sales/offers/:id'
router.get(`${offer}/moves/new`, [OfferMoves, 'create']).use(permit('offer', 'edit')).as('sales.offer_moves.create')
router.post(`${offer}/moves`, [OfferMoves, 'store']).use(permit('offer', 'edit')).as('sales.offer_moves.store')
router.post(`${offer}/revision`, [OfferRevisions, 'store']).use(permit('offer', 'create')).as('sales.offer_revisions.store')
router.get(`${offer}/pdf`, [OfferPrints, 'show']).use(permit('offer', 'view')).as('sales.offer_prints.show')

for (const type of [OPPORTUNITY, OPPORTUNITY_LINE, OFFER, OFFER_LINE]) recordRoutes(type)
