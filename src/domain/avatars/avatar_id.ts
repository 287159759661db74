// P6: a picture is called by the beginning of its content's hash, for it stands in every message. It tells the pictures of one
// person apart, no more.
export const avatarLength = 12;

export function avatarOf(hash: string): string {
  return hash.slice(0, avatarLength);
}
