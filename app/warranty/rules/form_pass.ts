/** What is sealed into a public form when it is shown, so that only forms of ours, not too old, are taken. */
export const FORM_PASS = 'warranty registration form'
export const FORM_PASS_LASTS = '12 hours'
