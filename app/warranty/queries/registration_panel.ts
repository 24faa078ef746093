import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { registrationParts } from '#warranty/registration_parts'
import type { Outcome } from '#warranty/rules/check_policy'
import type { CheckFinding } from '#warranty/rules/registration_checks'
import { decisionsIn, type RegistrationStatus } from '#warranty/rules/registration_status'

const TONES: Record<Outcome, string> = { accept: 'muted', reserve: 'info', review: 'warning', refuse: 'danger' }

/** What a registration's page shows above its facts: what the checks found, who had the item, and what can be decided. */
export async function registrationPanel(row: Row, actor: Actor) {
  const findings: (CheckFinding & { outcome: Outcome })[] = JSON.parse(String(row.findings))
  return {
    decisions: actor.may('warranty_registration', 'decide') ? decisionsIn(row.status as RegistrationStatus) : [],
    findings: findings.map((finding) => ({ ...finding, tone: TONES[finding.outcome] })),
    predecessor: await related('id', row.predecessor_id),
    successor: await related('predecessor_id', row.id, ['accepted', 'reserved', 'transferred']),
    parts: await registrationParts(row, actor),
  }
}

async function related(column: string, id: unknown, statuses?: string[]): Promise<Row | null> {
  if (!id) return null
  const query = db.from('warranty_registrations').where(column, Number(id))
  return statuses ? query.whereIn('status', statuses).first() : query.first()
}
