/** The statuses of a contract that runs: it gives service or is suspended, and may be changed, revalued and renewed. */
export const IN_FORCE = ['active', 'suspended', 'notice_given']
