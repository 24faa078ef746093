/** A connection would have left the public internet, which this installation does not allow. */
export default class AddressRefused extends Error {
  readonly code = 'E_ADDRESS_REFUSED'

  constructor(host: string) {
    super(`${host} is not on the public internet, and this installation does not allow it`)
  }
}
