import { generateKeyPairSync, createHash } from 'node:crypto'
import { open, lstat, mkdir, readdir, rename, unlink, type FileHandle } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2'

const { Server, utils } = ssh2
const { OPEN_MODE, STATUS_CODE } = utils.sftp

/** A real SSH server with SFTP over one folder, for one user. */
export default class SftpServer {
  port = 0
  fingerprint = ''
  private server: InstanceType<typeof Server> | null = null
  private readonly clients = new Set<Connection>()
  private readonly privateKey = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'pkcs1', format: 'pem' } }).privateKey

  constructor(
    private folder: string,
    private user: { username: string; password: string }
  ) {}

  /** Started again it is the same server at the same place. */
  async start(): Promise<this> {
    const { privateKey } = this
    const key = utils.parseKey(privateKey)
    if (key instanceof Error) throw key
    this.fingerprint = `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')}`
    this.server = new Server({ hostKeys: [privateKey] }, (client) => this.welcome(client))
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve))
    this.port = (this.server.address() as AddressInfo).port

    return this
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.end()
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()))
  }

  private welcome(client: Connection): void {
    this.clients.add(client)
    client.on('close', () => this.clients.delete(client))
    client.on('error', () => {})
    client.on('authentication', (asked) => {
      const isRight = asked.method === 'password' && asked.username === this.user.username && asked.password === this.user.password
      if (isRight) asked.accept()
      else asked.reject(['password'])
    })
    client.on('session', (accept) => accept().on('sftp', (acceptSftp) => this.serve(acceptSftp())))
  }

  private serve(sftp: SFTPWrapper): void {
    const files = new Map<number, FileHandle>()
    const folders = new Map<number, string[] | null>()
    let next = 0
    const here = (path: string) => join(this.folder, normalize(`/${path}`))
    const handleOf = (number: number) => Buffer.from(Uint32Array.of(number).buffer)
    const numberOf = (handle: Buffer) => handle.readUInt32LE(0)
    const tried = (id: number, work: () => Promise<void>) =>
      void work().catch((error) => sftp.status(id, error.code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : error.code === 'EACCES' ? STATUS_CODE.PERMISSION_DENIED : STATUS_CODE.FAILURE))
    const attributes = async (path: string) => {
      const { mode, size, uid, gid, atimeMs, mtimeMs } = await lstat(path)
      return { mode, size, uid, gid, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) }
    }

    sftp.on('REALPATH', (id, path) => sftp.name(id, [{ filename: normalize(`/${path}`), longname: path, attrs: {} as never }]))
    for (const event of ['STAT', 'LSTAT'] as const) sftp.on(event as 'STAT', (id, path) => tried(id, async () => sftp.attrs(id, await attributes(here(path)))))
    sftp.on('FSTAT', (id, handle) => tried(id, async () => sftp.attrs(id, (await files.get(numberOf(handle))!.stat()) as never)))
    sftp.on('MKDIR', (id, path) => tried(id, async () => mkdir(here(path)).then(() => sftp.status(id, STATUS_CODE.OK))))
    sftp.on('REMOVE', (id, path) => tried(id, async () => unlink(here(path)).then(() => sftp.status(id, STATUS_CODE.OK))))
    sftp.on('RENAME', (id, from, to) => tried(id, async () => rename(here(from), here(to)).then(() => sftp.status(id, STATUS_CODE.OK))))
    sftp.on('OPENDIR', (id, path) =>
      tried(id, async () => {
        const names = await readdir(here(path))
        folders.set(++next, names.map((name) => join(here(path), name)))
        sftp.handle(id, handleOf(next))
      })
    )
    sftp.on('READDIR', (id, handle) =>
      tried(id, async () => {
        const paths = folders.get(numberOf(handle))
        if (!paths) return void sftp.status(id, STATUS_CODE.EOF)
        folders.set(numberOf(handle), null)
        const entries = await Promise.all(paths.map(async (path) => ({ path, attrs: await attributes(path).catch(() => null) })))
        const known = entries.filter(({ attrs }) => attrs !== null)
        const kindOf = (mode: number) => ((mode & 0o170000) === 0o040000 ? 'd' : (mode & 0o170000) === 0o120000 ? 'l' : '-')
        sftp.name(id, known.map(({ path, attrs }) => ({ filename: path.split('/').at(-1)!, longname: `${kindOf(attrs!.mode)}rw-r--r-- 1 erp erp ${attrs!.size} Nov 22 12:00 ${path.split('/').at(-1)}`, attrs: attrs! })))
      })
    )
    sftp.on('OPEN', (id, path, flags) =>
      tried(id, async () => {
        files.set(++next, await open(here(path), flags & OPEN_MODE.WRITE ? 'w' : 'r'))
        sftp.handle(id, handleOf(next))
      })
    )
    sftp.on('READ', (id, handle, offset, length) =>
      tried(id, async () => {
        const { bytesRead, buffer } = await files.get(numberOf(handle))!.read(Buffer.alloc(length), 0, length, offset)
        if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF)
        else sftp.data(id, buffer.subarray(0, bytesRead))
      })
    )
    sftp.on('WRITE', (id, handle, offset, content) =>
      tried(id, async () => {
        await files.get(numberOf(handle))!.write(content, 0, content.length, offset)
        sftp.status(id, STATUS_CODE.OK)
      })
    )
    sftp.on('CLOSE', (id, handle) =>
      tried(id, async () => {
        await files.get(numberOf(handle))?.close()
        files.delete(numberOf(handle))
        folders.delete(numberOf(handle))
        sftp.status(id, STATUS_CODE.OK)
      })
    )
  }
}
