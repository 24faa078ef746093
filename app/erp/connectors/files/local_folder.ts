import { access, constants, lstat, mkdir, open, readdir, realpath, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { allowedFolder } from '#erp/connectors/files/allowed_folder'
import { plainName, type FileEntry, type Folder } from '#erp/connectors/files/folder'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpUnavailable from '#erp/errors/erp_unavailable'

/** A folder of this machine, or one that the machine has mounted. */
export default class LocalFolder implements Folder {
  private known: Promise<string> | null = null

  constructor(
    private folder: string,
    private roots: string[]
  ) {}

  prepare(below: string[]): Promise<void> {
    return this.tried(async (root) => {
      for (const one of below) await mkdir(join(root, plainName(one)), { recursive: true })
      for (const one of below) await access(await this.inside(one), constants.R_OK | constants.W_OK)
    })
  }

  list(below: string): Promise<FileEntry[]> {
    return this.tried(async () => {
      const folder = await this.inside(below)
      const files = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isFile())
      const found = await Promise.all(files.map(async ({ name }) => ({ name, bytes: (await lstat(join(folder, name)).catch(() => null))?.size ?? 0 })))
      return found.toSorted((one, other) => (one.name < other.name ? -1 : 1))
    })
  }

  fetch(below: string, name: string): Promise<string> {
    return this.tried(async () => {
      const path = join(await this.inside(below), plainName(name))
      if (!(await lstat(path)).isFile()) throw new ErpAccessDenied(`${name} is a link, which is not followed`)
      return path
    })
  }

  async release(): Promise<void> {}

  write(below: string, name: string, content: Buffer): Promise<void> {
    return this.tried(async () => {
      const file = await open(join(await this.inside(below), plainName(name)), 'w')
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
    })
  }

  move(from: { below: string; name: string }, to: { below: string; name: string }): Promise<void> {
    return this.tried(async () => rename(join(await this.inside(from.below), plainName(from.name)), join(await this.inside(to.below), plainName(to.name))))
  }

  isThere(below: string, name: string): Promise<boolean> {
    return this.tried(async () => {
      const found = await lstat(join(await this.inside(below), plainName(name))).catch((error) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      return found !== null
    })
  }

  async close(): Promise<void> {}

  /** A folder below; a link that leads out of the allowed folder is not followed. */
  private async inside(below: string): Promise<string> {
    return allowedFolder(await realpath(join(await this.root(), plainName(below))), [await this.root()])
  }

  private root(): Promise<string> {
    this.known ??= allowedFolder(this.folder, this.roots).catch((error) => {
      this.known = null
      throw error
    })
    return this.known
  }

  private async tried<T>(work: (root: string) => Promise<T>): Promise<T> {
    const root = await this.root()
    try {
      return await work(root)
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EPERM') throw new ErpAccessDenied(`This house may not use the folder: ${message}`)
      if (code) throw new ErpUnavailable(`The folder cannot be used: ${message}`)
      throw error
    }
  }
}
