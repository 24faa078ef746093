import router from '@adonisjs/core/services/router'
import { REMINDER_WINDOW } from '#service_contracts/records/reminder_window'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const Letters = () => import('#service_contracts/controllers/letters_controller')
const LetterPrints = () => import('#service_contracts/controllers/letter_prints_controller')
const LetterTexts = () => import('#service_contracts/controllers/letter_texts_controller')
const LetterTextPreviews = () => import('#service_contracts/controllers/letter_text_previews_controller')
const Notices = () => import('#service_contracts/controllers/notices_controller')
const NoticeWithdrawals = () => import('#service_contracts/controllers/notice_withdrawals_controller')
const Renewals = () => import('#service_contracts/controllers/renewals_controller')
const RenewalDecisions = () => import('#service_contracts/controllers/renewal_decisions_controller')
const RenewalSettings = () => import('#service_contracts/controllers/renewal_settings_controller')
const RunLetters = () => import('#service_contracts/controllers/run_letters_controller')

const desk = '/service-contracts/renewals'
router.get(desk, [Renewals, 'index']).use(permit('contract_renewal', 'view')).as('contract_renewals.index')
router.get(`${desk}/export/:format`, [Renewals, 'export']).use(permit('contract_renewal', 'view'))
router.get(`${desk}/settings`, [RenewalSettings, 'edit']).use(permit('contract_renewal', 'configure'))
router.put(`${desk}/settings`, [RenewalSettings, 'update']).use(permit('contract_renewal', 'configure'))
router.post(`${desk}/decisions/preview`, [RenewalDecisions, 'create']).use(permit('contract_renewal', 'decide'))
router.post(`${desk}/decisions`, [RenewalDecisions, 'store']).use(permit('contract_renewal', 'decide'))

const contract = '/service-contracts/contracts/:id'
router.get(`${contract}/notices/new`, [Notices, 'create']).use(permit('contract_notice', 'record'))
router.post(`${contract}/notices/preview`, [Notices, 'preview']).use(permit('contract_notice', 'record'))
router.post(`${contract}/notices`, [Notices, 'store']).use(permit('contract_notice', 'record'))
router.get(`${contract}/notices/:notice_id/withdrawal`, [NoticeWithdrawals, 'create']).use(permit('contract_notice', 'withdraw'))
router.post(`${contract}/notices/:notice_id/withdrawal`, [NoticeWithdrawals, 'store']).use(permit('contract_notice', 'withdraw'))
router.get(`${contract}/letters/new`, [Letters, 'create']).use(permit('contract_letter', 'write'))
router.post(`${contract}/letters`, [Letters, 'store']).use(permit('contract_letter', 'write'))

const letters = '/service-contracts/letters'
router.get(letters, [Letters, 'index']).use(permit('contract_letter', 'view')).as('contract_letters.index')
router.get(`${letters}/texts`, [LetterTexts, 'index']).use(permit('contract_letter', 'configure'))
router.get(`${letters}/texts/:kind/:locale`, [LetterTexts, 'edit']).use(permit('contract_letter', 'configure'))
router.put(`${letters}/texts/:kind/:locale`, [LetterTexts, 'update']).use(permit('contract_letter', 'configure'))
router.get(`${letters}/texts/:kind/:locale/preview`, [LetterTexts, 'edit']).use(permit('contract_letter', 'configure')).as('letter_texts.again')
router.post(`${letters}/texts/:kind/:locale/preview`, [LetterTextPreviews, 'store']).use(permit('contract_letter', 'configure'))
router.get(`${letters}/texts/:kind/:locale/pdf`, [LetterTextPreviews, 'show']).use(permit('contract_letter', 'configure'))
router.get(`${letters}/:id`, [Letters, 'show']).use(permit('contract_letter', 'view'))
router.get(`${letters}/:id/pdf`, [LetterPrints, 'show']).use(permit('contract_letter', 'view'))
router.put(`${letters}/:id`, [Letters, 'update']).use(permit('contract_letter', 'send'))

const ofRun = '/service-contracts/revaluations/:id/letters'
router.get(ofRun, [RunLetters, 'show']).use(permit('contract_letter', 'view'))
router.post(ofRun, [RunLetters, 'store']).use(permit('contract_letter', 'send'))
router.put(ofRun, [RunLetters, 'update']).use(permit('contract_letter', 'send'))

recordRoutes(REMINDER_WINDOW)
