/** Key of the one built-in role that holds every permission and cannot be edited. */
export const ADMINISTRATOR = 'administrator'

/** The permission that stands for all of them. */
export const EVERYTHING = '*'
