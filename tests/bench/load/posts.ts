// The posts of a run by their numbers: when each was to be sent, and whether it has come. The number is in `ref` and `clientId`.
import { readDigits } from "./dialects.ts";

export function createPosts({ prefix }: { prefix: string }) {
  const mark = Buffer.from(`"clientId":"${prefix}`);
  let intendedAt = new Float64Array(1 << 16);
  let isRead = new Uint8Array(1 << 16);
  let count = 0;
  let doubled = 0;
  return {
    /** The number of the next post. */
    add(intended: number): number {
      count += 1;
      if (count === intendedAt.length) {
        intendedAt = widened(intendedAt, new Float64Array(count * 2));
        isRead = widened(isRead, new Uint8Array(count * 2));
      }
      intendedAt[count] = intended;
      return count;
    },
    intendedAt: (number: number) => intendedAt[number] ?? 0,
    /** Reads which post this frame tells of, and gives its time. Once for each position in the order of a room: a post has one. */
    read(frame: Buffer, start: number, end: number): number {
      const at = frame.indexOf(mark, start);
      const number = at === -1 || at > end ? 0 : readDigits(frame, at + mark.length);
      if (number === 0 || number > count || isRead[number] === 1) doubled += 1;
      isRead[number] = 1;
      return intendedAt[number] ?? 0;
    },
    doubled: () => doubled,
  };
}

function widened<T extends Float64Array | Uint8Array>(old: T, wider: T): T {
  wider.set(old);
  return wider;
}
