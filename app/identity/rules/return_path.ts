const SOMEWHERE_HERE = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/

/**
 * A path of this site to go to after signing in, or `/` when the wish is anything else:
 * another host (`//evil`, `/\evil`, `https:`), control characters, or the sign-in page itself.
 */
export function returnPath(wish: unknown): string {
  if (typeof wish !== 'string' || !SOMEWHERE_HERE.test(wish)) return '/'

  return /^\/(sign-in|sign-out|password)(?:[/?#]|$)/.test(wish) ? '/' : wish
}
