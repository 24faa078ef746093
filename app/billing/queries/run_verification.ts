import db from '@adonisjs/lucid/services/db'
import BillingCertificate from '#billing/models/billing_certificate'
import type BillingRun from '#billing/models/billing_run'
import { certificateOf } from '#billing/queries/certified_lines'
import { checkRun, type CheckFinding } from '#billing/queries/run_checks'
import { differencesOf, type Certificate } from '#billing/rules/certificate'

export interface RunVerification {
  certificate: BillingCertificate
  /** The certificate as it comes out now. */
  found: Certificate
  /** What differs from the certificate. */
  differences: (keyof Certificate)[]
  checks: CheckFinding[]
  /** Lines that were taken back since, with their invoice. */
  withdrawn: number
  holds: boolean
}

/** Compares an approved run with its certificate and checks it anew; null for a run that has none. */
export async function runVerification(run: BillingRun): Promise<RunVerification | null> {
  const certificate = await BillingCertificate.findBy('billingRunId', run.id)
  if (!certificate) return null

  const found = await certificateOf(run, certificate.lineOrder, db.connection())
  const checks = await checkRun(run.id, db.connection())
  const differences = differencesOf(certificate, found)
  const { n } = await db.from('charges').where({ billing_run_id: run.id, state: 'withdrawn' }).count('* as n').firstOrFail()
  const holds = differences.length === 0 && checks.every(({ offenders }) => offenders.length === 0)
  return { certificate, found, differences, checks, withdrawn: Number(n), holds }
}
