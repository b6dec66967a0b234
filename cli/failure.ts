/** The message of whatever was thrown. Not told by its class: errors of other realms and of old libraries are none of ours. */
export function messageOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown
    ? String(thrown.message)
    : String(thrown);
}

/** The code of a system error, such as `ENOENT`; null where there is none. */
export function codeOf(thrown: unknown): string | null {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : null;
}
