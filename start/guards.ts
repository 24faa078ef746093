import { middleware } from '#start/kernel'

/** Only people whose roles hold `action` on `resource`, however far it reaches. */
export const permit = (resource: string, action: string) => middleware.guard({ resource, action })

/** Anybody who is signed in. */
export const signedIn = () => middleware.guard({ resource: null, action: null })

/** Everybody, also without signing in. */
export const open = () => middleware.open()
