/** Whether the database refused a row because a unique index already holds its key. */
export function isDuplicate(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ER_DUP_ENTRY' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** Whether the database refused to remove or add a row because another row refers to it. */
export function isReferenced(error: unknown): boolean {
  const code = codeOf(error)
  return (
    code === 'ER_NO_REFERENCED_ROW_2' || code === 'ER_ROW_IS_REFERENCED_2' || code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
  )
}

function codeOf(error: unknown): string {
  return (error as { code?: string } | null)?.code ?? ''
}
