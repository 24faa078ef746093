import router from '@adonisjs/core/services/router'
import { SERIAL_SCHEME } from '#warranty/records/serial_scheme'
import { SUPPLIER_RECOVERY } from '#warranty/records/supplier_recovery'
import { WARRANTY_CLAIM, WARRANTY_CLAIM_LINE } from '#warranty/records/warranty_claim'
import { WARRANTY_REGISTRATION } from '#warranty/records/warranty_registration'
import { open, permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const ClaimMoves = () => import('#warranty/controllers/claim_moves_controller')
const Decisions = () => import('#warranty/controllers/decisions_controller')
const PublicRegistrations = () => import('#warranty/controllers/public_registrations_controller')
const Settings = () => import('#warranty/controllers/warranty_settings_controller')

router.get('/warranty/register', [PublicRegistrations, 'create']).use(open()).as('warranty.public.create')
router.post('/warranty/register', [PublicRegistrations, 'store']).use(open()).as('warranty.public.store')
router.get('/warranty/register/done', [PublicRegistrations, 'show']).use(open()).as('warranty.public.show')

router.get('/warranty/settings', [Settings, 'edit']).use(permit('warranty_setting', 'view')).as('warranty.settings.edit')
router.put('/warranty/settings', [Settings, 'update']).use(permit('warranty_setting', 'edit')).as('warranty.settings.update')

const registration = '/warranty/registrations/:id'
router.get(`${registration}/decisions/new`, [Decisions, 'create']).use(permit('warranty_registration', 'decide')).as('warranty.decisions.create')
router.post(`${registration}/decisions`, [Decisions, 'store']).use(permit('warranty_registration', 'decide')).as('warranty.decisions.store')

const claim = '/warranty/claims/:id'
router.get(`${claim}/moves/new`, [ClaimMoves, 'create']).use(permit('warranty_claim', 'edit')).as('warranty.claim_moves.create')
router.post(`${claim}/moves`, [ClaimMoves, 'store']).use(permit('warranty_claim', 'edit')).as('warranty.claim_moves.store')

for (const type of [WARRANTY_REGISTRATION, SERIAL_SCHEME, WARRANTY_CLAIM, WARRANTY_CLAIM_LINE, SUPPLIER_RECOVERY]) recordRoutes(type)
