/** An answer of the API before it is sent, so that it can also be kept and sent again. */
export interface Reply {
  status: number
  headers: Record<string, string>
  /** Null sends no body. */
  body: unknown
}

export const reply = (status: number, body: unknown, headers: Record<string, string> = {}): Reply => ({ status, headers, body })
