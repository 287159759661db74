// P6: a picture's id is the beginning of its content's hash, for it is in every message. It only has to distinguish the pictures of one
// person.
export const avatarLength = 12;

export function avatarOf(hash: string): string {
  return hash.slice(0, avatarLength);
}
