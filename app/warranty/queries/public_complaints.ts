import type { I18n } from '@adonisjs/i18n'
import { publicFieldOf } from '#warranty/rules/public_fields'
import type { CheckFinding } from '#warranty/rules/registration_checks'

/** A sentence for each finding, at the field of the public form in which it shows. */
export function publicComplaints(findings: readonly CheckFinding[], i18n: I18n) {
  return findings.map(({ check, values }) => ({ field: publicFieldOf(check), message: i18n.t(`warranty.findings.${check}`, values), rule: check }))
}
