import { COMPANY } from '#crm/records/company'
import { CONTACT } from '#crm/records/contact'
import { recordRoutes } from '#start/record_routes'

recordRoutes(COMPANY)
recordRoutes(CONTACT)
