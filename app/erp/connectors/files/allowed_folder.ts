import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import ErpAccessDenied from '#erp/errors/erp_access_denied'

/**
 * The folder with every link followed, if it lies inside one of the folders that this
 * installation allows.
 *
 * @throws {ErpAccessDenied} naming what to do
 */
export async function allowedFolder(folder: string, roots: string[]): Promise<string> {
  if (roots.length === 0) throw new ErpAccessDenied('This installation allows no folder: its administrator names them in ERP_FILES_ROOTS')
  if (!isAbsolute(folder)) throw new ErpAccessDenied(`"${folder}" is not an absolute path such as /srv/erp`)
  const real = await realpath(folder).catch(() => null)
  const allowed = await Promise.all(roots.map((root) => realpath(root).catch(() => resolve(root))))
  const asTyped = roots.some((root) => isInside(resolve(folder), resolve(root)))
  // what lies outside is not even told to exist
  if (real === null && asTyped) throw new ErpAccessDenied(`There is no folder ${folder}`)
  if (real === null || !allowed.some((root) => isInside(real, root))) {
    throw new ErpAccessDenied(`The folder must lie inside one of those that this installation allows: ${roots.join(', ')}`)
  }

  return real
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}
