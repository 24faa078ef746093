/** How much is worked on while a person waits; more than that is done by the queue, behind a progress bar. */
export const atOnce = { lines: 5000 }
