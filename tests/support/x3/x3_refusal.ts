/** What a person at X3 would read: nothing was done. */
export class X3Refusal extends Error {}
