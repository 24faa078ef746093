/** The dated changes that people record on a contract, in the order in which a page offers them. */
export const CHANGE_KINDS = ['amend', 'convention', 'add', 'suspend', 'resume', 'free', 'revalue', 'renew', 'terminate'] as const
