/** The package ships no types; tests use the little of it that a provider needs. */
declare module 'oidc-provider' {
  export default class Provider {
    constructor(issuer: string, configuration: object)
    use(middleware: (context: any, next: () => Promise<void>) => Promise<void>): void
    callback(): (request: unknown, response: unknown) => unknown
  }
}
