import { createHmac, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto'

export const JWS_ALGORITHMS = ['HS256', 'RS256', 'ES256'] as const
export type JwsAlgorithm = (typeof JWS_ALGORITHMS)[number]

/** A key that signs with one algorithm and no other. */
export interface JwsKey {
  algorithm: JwsAlgorithm
  /** The shared secret as base64url text, or the public key as PEM. */
  material: string
}

export type JwsFault = 'malformed' | 'algorithm' | 'key_unknown' | 'signature'

export class JwsRefused extends Error {
  constructor(readonly fault: JwsFault) {
    super(`The token was refused: ${fault}`)
  }
}

const LONGEST = 8192
const BASE64URL = /^[A-Za-z0-9_-]+$/
const HEADER_MEMBERS = new Set(['alg', 'kid', 'typ'])
const LEAST_SECRET_BYTES = 32
const LEAST_RSA_BITS = 2048
const ES256_SIGNATURE_BYTES = 64

/**
 * The payload of a compact JWS (RFC 7515) once its signature holds. The algorithm is the
 * key's, never the token's choice: a token that names another one is refused.
 *
 * @throws {JwsRefused}
 */
export function verifiedPayload(token: string, keyOf: (kid: string) => JwsKey | undefined): Record<string, unknown> {
  const [head, body, signature] = partsOf(token)
  const { alg, kid } = headerOf(head)
  const key = keyOf(kid)
  if (!key) throw new JwsRefused('key_unknown')
  if (alg !== key.algorithm) throw new JwsRefused('algorithm')
  if (!holds(key, `${head}.${body}`, bytesOf(signature))) throw new JwsRefused('signature')

  return objectOf(body)
}

/**
 * The name of the key a token says it was signed with; nothing of it is proven yet.
 *
 * @throws {JwsRefused}
 */
export function claimedKeyOf(token: string): string {
  return headerOf(partsOf(token)[0]).kid
}

/** Whether the text is key material of that algorithm that is strong enough to be trusted. */
export function isUsableMaterial({ algorithm, material }: JwsKey): boolean {
  if (algorithm === 'HS256') return BASE64URL.test(material) && Buffer.from(material, 'base64url').length >= LEAST_SECRET_BYTES
  const key = publicKeyOf(material)
  if (key === null) return false
  if (algorithm === 'ES256') return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'

  return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS
}

function partsOf(token: string): [string, string, string] {
  const parts = token.length <= LONGEST ? token.split('.') : []
  if (parts.length !== 3) throw new JwsRefused('malformed')
  return parts as [string, string, string]
}

function headerOf(head: string): { alg: string; kid: string } {
  const header = objectOf(head)
  if (Object.keys(header).some((member) => !HEADER_MEMBERS.has(member))) throw new JwsRefused('malformed')
  const { alg, kid } = header
  if (typeof alg !== 'string' || typeof kid !== 'string' || kid === '') throw new JwsRefused('malformed')

  return { alg, kid }
}

/** Strict base64url: no padding, no other letters, no second spelling of the same bytes. */
function bytesOf(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url')
  if (!BASE64URL.test(part) || bytes.toString('base64url') !== part) throw new JwsRefused('malformed')
  return bytes
}

function objectOf(part: string): Record<string, unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(part))
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // falls through: whatever is wrong with it, it is no token
  }
  throw new JwsRefused('malformed')
}

function holds(key: JwsKey, signed: string, signature: Buffer): boolean {
  if (!isUsableMaterial(key)) return false
  if (key.algorithm === 'HS256') {
    const ours = createHmac('sha256', Buffer.from(key.material, 'base64url')).update(signed).digest()
    return ours.length === signature.length && timingSafeEqual(ours, signature)
  }
  const publicKey = publicKeyOf(key.material)!
  if (key.algorithm === 'RS256') return verify('sha256', Buffer.from(signed), publicKey, signature)
  if (signature.length !== ES256_SIGNATURE_BYTES) return false

  return verify('sha256', Buffer.from(signed), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
}

/** A private key is no public one, though a public one could be drawn from it. */
function publicKeyOf(pem: string): KeyObject | null {
  if (!/^\s*-----BEGIN (RSA )?PUBLIC KEY-----/.test(pem)) return null
  try {
    return createPublicKey(pem)
  } catch {
    return null
  }
}
