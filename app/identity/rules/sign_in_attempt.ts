/** What a session remembers of a sign-in that is under way at a provider. */
export interface SignInAttempt {
  providerId: number
  /** The secret half of PKCE. */
  verifier: string
  nonce: string
  /** Where the person wants to go here. */
  path: string
  /** Asked without showing anything; when the provider needs the person, it is asked again. */
  isSilent: boolean
  /** In a frame of another site, where a provider shows no page. */
  inFrame: boolean
  /** In a window that signs a frame in. */
  forFrame: boolean
  loginHint: string | null
  /** Milliseconds since 1970. */
  at: number
}

export type SignInAttempts = Record<string, SignInAttempt>

const MOST = 5
const LIVES_FOR_MS = 10 * 60_000

/** The attempts with one more, without the oldest and those that took too long. */
export function withAttempt(attempts: SignInAttempts, state: string, attempt: SignInAttempt): SignInAttempts {
  const alive = Object.entries(attempts).filter(([, { at }]) => attempt.at - at < LIVES_FOR_MS)
  const newest = alive.sort(([, one], [, other]) => other.at - one.at).slice(0, MOST - 1)

  return Object.fromEntries([...newest, [state, attempt]])
}

/** The attempt of that state, and the others; null when there is none or it took too long. */
export function takeAttempt(attempts: SignInAttempts, state: string, at: number) {
  const { [state]: attempt, ...others } = attempts
  if (!Object.hasOwn(attempts, state) || at - attempt.at >= LIVES_FOR_MS) return { attempt: null, others }

  return { attempt, others }
}
