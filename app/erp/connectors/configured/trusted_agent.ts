import { Agent } from 'node:https'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpUnavailable from '#erp/errors/erp_unavailable'

const bare = (fingerprint: string) => fingerprint.replace(/[^0-9a-f]/gi, '').toUpperCase()

/**
 * An agent that trusts exactly the certificate whose SHA-256 fingerprint an administrator
 * entered, and nothing else; undefined when the usual authorities are to be trusted.
 */
export async function trustedAgent(url: string, fingerprint: string, timeoutMs: number): Promise<Agent | undefined> {
  if (!fingerprint || !url.startsWith('https:')) return undefined
  const { fingerprint256, raw } = await presentedCertificate(new URL(url), timeoutMs)
  if (bare(fingerprint256) !== bare(fingerprint)) {
    throw new ErpAccessDenied(`The ERP shows another certificate than the one that is trusted: ${fingerprint256}`)
  }
  const ca = `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----`

  return new Agent({ ca, allowPartialTrustChain: true, checkServerIdentity: () => undefined, keepAlive: true })
}

/** The certificate a server presents, whoever signed it; nothing is sent to it. */
export function presentedCertificate({ hostname, port }: URL, timeoutMs: number): Promise<DetailedPeerCertificate> {
  return new Promise((resolve, reject) => {
    const host = hostname.replace(/^\[|\]$/g, '')
    const socket = connect({ host, port: Number(port) || 443, rejectUnauthorized: false, timeout: timeoutMs, ...(/[a-z]/i.test(host) ? { servername: host } : {}) })
    const give = (reason: string) => {
      socket.destroy()
      reject(new ErpUnavailable(`The ERP cannot be reached (${reason})`))
    }
    socket.once('timeout', () => give('no answer in time'))
    socket.once('error', (error: NodeJS.ErrnoException) => give(error.code ?? error.message))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate(true)
      socket.end()
      resolve(certificate)
    })
  })
}
