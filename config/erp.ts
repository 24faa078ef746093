import env from '#start/env'

/** Folders of this machine in which connections by files may read and write; none means none. */
export const fileRoots: string[] = (env.get('ERP_FILES_ROOTS') ?? '').split(',').map((one) => one.trim()).filter(Boolean)
