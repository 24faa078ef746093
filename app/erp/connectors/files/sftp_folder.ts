import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import SftpClient from 'ssh2-sftp-client'
import { plainName, type FileEntry, type Folder } from '#erp/connectors/files/folder'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpUnavailable from '#erp/errors/erp_unavailable'

export interface SftpSettings {
  host: string
  port: number
  username: string
  password: string
  /** SHA-256 of the server's key, as `ssh-keygen -l` prints it: `SHA256:…`. */
  fingerprint: string
  folder: string
  timeoutMs: number
}

const bare = (fingerprint: string) => fingerprint.trim().replace(/^SHA256:/i, '').replace(/=+$/, '')

/** A folder of another machine over SFTP. Only the server whose key was entered is spoken to. */
export default class SftpFolder implements Folder {
  private connected: Promise<SftpClient> | null = null

  constructor(private settings: SftpSettings) {}

  prepare(below: string[]): Promise<void> {
    return this.tried(async (client) => {
      if (!(await client.exists(this.settings.folder))) throw new ErpAccessDenied(`There is no folder ${this.settings.folder} on ${this.settings.host}`)
      for (const one of below) if (!(await client.exists(this.path(one)))) await client.mkdir(this.path(one))
    })
  }

  list(below: string): Promise<FileEntry[]> {
    return this.tried(async (client) => {
      const found = (await client.list(this.path(below))).filter(({ type }) => type === '-')
      return found.map(({ name, size }) => ({ name, bytes: size })).toSorted((one, other) => (one.name < other.name ? -1 : 1))
    })
  }

  fetch(below: string, name: string): Promise<string> {
    return this.tried(async (client) => {
      const path = join(await mkdtemp(join(tmpdir(), 'erp-file-')), 'content')
      await client.get(this.path(below, name), path)
      return path
    })
  }

  async release(path: string): Promise<void> {
    await rm(dirname(path), { recursive: true, force: true })
  }

  write(below: string, name: string, content: Buffer): Promise<void> {
    return this.tried(async (client) => void (await client.put(content, this.path(below, name))))
  }

  move(from: { below: string; name: string }, to: { below: string; name: string }): Promise<void> {
    return this.tried(async (client) => void (await client.rename(this.path(from.below, from.name), this.path(to.below, to.name))))
  }

  isThere(below: string, name: string): Promise<boolean> {
    return this.tried(async (client) => Boolean(await client.exists(this.path(below, name))))
  }

  async close(): Promise<void> {
    const client = await this.connected?.catch(() => null)
    this.connected = null
    await client?.end().catch(() => {})
  }

  private path(...names: string[]): string {
    return posix.join(this.settings.folder, ...names.map(plainName))
  }

  private async tried<T>(work: (client: SftpClient) => Promise<T>): Promise<T> {
    const client = await this.client()
    try {
      return await work(client)
    } catch (error) {
      if (error instanceof ErpAccessDenied || error instanceof RangeError) throw error
      const { code, message } = error as { code?: string | number; message: string }
      if (code === 3 || /permission denied/i.test(message)) throw new ErpAccessDenied(`The server does not allow it: ${message}`)
      await this.close()
      throw new ErpUnavailable(`The folder cannot be used: ${message}`)
    }
  }

  private client(): Promise<SftpClient> {
    this.connected ??= this.connect().catch((error) => {
      this.connected = null
      throw error
    })
    return this.connected
  }

  private async connect(): Promise<SftpClient> {
    const { host, port, username, password, fingerprint, timeoutMs } = this.settings
    const gone = () => (this.connected = null)
    const client = new SftpClient('annexa', { error: gone, end: gone, close: gone })
    let shown = ''
    try {
      await client.connect({
        ...{ host, port, username, password, readyTimeout: timeoutMs, retries: 0 },
        hostVerifier: (key: Buffer) => {
          shown = createHash('sha256').update(key).digest('base64').replace(/=+$/, '')
          return shown === bare(fingerprint)
        },
      })
      return client
    } catch (error) {
      const { message } = error as Error
      if (shown && shown !== bare(fingerprint)) {
        throw new ErpAccessDenied(`Nothing was sent: the server's key is ${fingerprint ? 'another than the one that is trusted' : 'not trusted yet'}. Compare SHA256:${shown} with its administrator and enter it as fingerprint`)
      }
      if (/authentication/i.test(message)) throw new ErpAccessDenied(`The server does not admit ${username}: ${message}`)
      throw new ErpUnavailable(`The server cannot be reached: ${message}`)
    }
  }
}
