/** The words make no command. The message is one line. */
export class UsageError extends Error {}
