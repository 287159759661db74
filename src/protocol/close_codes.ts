// W9. 1006 and 1009 are sent by the WebSocket layer itself.
export const closeCodes = {
  lost: 1006,
  restart: 1012,
  frameTooBig: 1009,
  sessionOver: 4001,
  tooFast: 4008,
} as const;

/** Only a session that is over keeps a client from coming back. */
export function mayComeBack(code: number): boolean {
  return code !== closeCodes.sessionOver;
}
