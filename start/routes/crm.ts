import router from '@adonisjs/core/services/router'
import { permit } from '#start/guards'
import { COMPANY } from '#crm/records/company'
import { CONTACT } from '#crm/records/contact'
import { ORDERING_PARTY_FIELD } from '#crm/records/ordering_party_field'
import { recordRoutes } from '#start/record_routes'

const OrderingParties = () => import('#crm/controllers/ordering_parties_controller')

const parties = '/crm/companies/:company_id/ordering-parties'
router.get(`${parties}/create`, [OrderingParties, 'create']).use(permit('ordering_party', 'create'))
router.post(parties, [OrderingParties, 'store']).use(permit('ordering_party', 'create'))
router.get(`${parties}/:id/edit`, [OrderingParties, 'edit']).use(permit('ordering_party', 'edit'))
router.put(`${parties}/:id`, [OrderingParties, 'update']).use(permit('ordering_party', 'edit'))

recordRoutes(ORDERING_PARTY_FIELD)
recordRoutes(COMPANY)
recordRoutes(CONTACT)
