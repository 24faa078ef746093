import type { Actor } from '#shared/actor'

/** Something a person can start from anywhere by typing its name. */
export interface Command {
  key: string
  labelKey: string
  icon: string
  href: string
  /** The permission that offers it; null for everybody who is signed in. */
  resource: string | null
  action: string
  /** Begins a new record, so that the "New" menu lists it too. */
  creates?: boolean
}

const registered = new Map<string, Command>()

/** Adds commands to the palette; a command of the same key takes the place of the older one. */
export function registerCommands(commands: readonly Command[]): void {
  for (const command of commands) registered.set(command.key, command)
}

/** The commands a person's roles permit, in the order they were registered. */
export function commandsFor(actor?: Actor): Command[] {
  if (!actor) return []
  return [...registered.values()].filter(({ resource, action }) => resource === null || actor.may(resource, action))
}

/** The entries of the "New" menu. */
export function creationsFor(actor?: Actor): Command[] {
  return commandsFor(actor).filter((command) => command.creates)
}
