import { createHmac, createSign, randomUUID, sign, type KeyObject } from 'node:crypto'

const part = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** Claims of a ticket that holds now; `aud` is the address of the test environment. */
export function claims(audience: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const at = Math.floor(Date.now() / 1000)
  return { iss: 'https://erp.example', aud: audience, sub: 'ANA', iat: at, exp: at + 60, jti: randomUUID(), ...more }
}

/** A ticket as an ERP signs it with a shared secret. */
export function hs256(payload: unknown, kid: string, secret: string, header: Record<string, unknown> = {}): string {
  const signed = `${part({ alg: 'HS256', kid, ...header })}.${part(payload)}`
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'base64url')).update(signed).digest('base64url')}`
}

export function rs256(payload: unknown, kid: string, key: KeyObject): string {
  const signed = `${part({ alg: 'RS256', kid, typ: 'JWT' })}.${part(payload)}`
  return `${signed}.${createSign('sha256').update(signed).sign(key, 'base64url')}`
}

export function es256(payload: unknown, kid: string, key: KeyObject, dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363'): string {
  const signed = `${part({ alg: 'ES256', kid })}.${part(payload)}`
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding }).toString('base64url')}`
}

/** A token put together from whatever parts. */
export function pieced(header: unknown, payload: unknown, signature: string): string {
  return `${part(header)}.${part(payload)}.${signature}`
}
