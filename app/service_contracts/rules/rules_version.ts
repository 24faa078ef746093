/**
 * The version of the billing rules in this folder. It is stored with everything derived from
 * them and raised whenever the same input would give another answer.
 */
export const RULES_VERSION = '1.0.0'
