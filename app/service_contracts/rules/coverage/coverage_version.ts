/**
 * The version of the coverage rules in this folder. It is stored with every decision and
 * raised whenever the same case would be decided otherwise.
 */
export const COVERAGE_VERSION = '1.0.0'
