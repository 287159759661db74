// T1: who is typing in a room. The core has the clock and ends it.
interface Typing {
  typing: ReadonlySet<number>;
}

export function hearTyping<T extends Typing>(room: T, { userId, on }: { userId: number; on: boolean }): T {
  if (room.typing.has(userId) === on) return room;
  const typing = new Set(room.typing);
  if (on) typing.add(userId);
  else typing.delete(userId);
  return { ...room, typing };
}

export function stopTyping<T extends Typing>(room: T, userId: number): T {
  return hearTyping(room, { userId, on: false });
}
