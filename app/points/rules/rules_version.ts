/**
 * The version of the points rules in this folder. It is stored with every entry and raised
 * whenever the same input would give another answer.
 */
export const RULES_VERSION = '1.0.0'
