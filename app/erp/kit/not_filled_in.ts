/** A part of a new connector that nobody has written yet. */
export default class NotFilledIn extends Error {
  override readonly name = 'NotFilledIn'

  constructor(what: string) {
    super(`Not filled in yet: ${what}. See docs/erp/adding_a_connector.md`)
  }
}
