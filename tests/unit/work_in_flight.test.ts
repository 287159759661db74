// What may wait for an answer, in bytes, for a person and in all.
import { expect, test } from "bun:test";

import { createWorkInFlight, inFlightLimits } from "../../src/transport/work_in_flight.ts";

const { personBytes, totalBytes, strangerBytes, overheadBytes } = inFlightLimits;
const quarter = personBytes / 4 - overheadBytes;

test("[H10] one person's work ends at their limit, others' goes on, and what is released is free again", () => {
  const work = createWorkInFlight({ limitsPersons: true });
  for (let part = 0; part < 4; part += 1) expect(work.reserve(1, quarter)).toBe("ok");
  expect(work.reserve(1, 0)).toBe("person");
  expect(work.reserve(2, quarter)).toBe("ok");
  expect(work.bytes()).toBe((personBytes / 4) * 5);
  work.release(1, quarter);
  expect(work.reserve(1, quarter)).toBe("ok");
});

test("[H10] work without bytes of its own is counted too", () => {
  const work = createWorkInFlight({ limitsPersons: true });
  let reserved = 0;
  while (work.reserve(1, 0) === "ok") reserved += 1;
  expect(reserved).toBe(personBytes / overheadBytes);
});

test("[H10] the total holds for everyone, whether or not persons are limited; the heaviest is named", () => {
  for (const limitsPersons of [true, false]) {
    const work = createWorkInFlight({ limitsPersons });
    expect(work.heaviest()).toBeNull();
    const people = totalBytes / personBytes;
    for (let userId = 1; userId <= people; userId += 1) {
      const parts = userId === 7 ? 4 : 3;
      for (let part = 0; part < parts; part += 1) work.reserve(userId, quarter);
    }
    expect(work.heaviest()).toBe(7);
    for (let userId = people + 1; userId < people * 3; userId += 1) work.reserve(userId, quarter);
    expect(work.bytes()).toBe(totalBytes);
    expect(work.reserve(7_000, 0)).toBe("total");
    work.release(1, quarter);
    expect(work.reserve(7_000, 0)).toBe("ok");
  }
});

test("[H10] strangers from many addresses fill their own part; who has a session goes on, and what they release is free again", () => {
  const work = createWorkInFlight({ limitsPersons: true });
  const networks = strangerBytes / (quarter + overheadBytes);
  for (let at = 0; at < networks; at += 1) expect(work.reserve(`2001:db8:0:${at}::/64`, quarter)).toBe("ok");
  expect(work.reserve("192.0.2.1", 0)).toBe("total");
  expect(work.reserve(1, quarter)).toBe("ok");
  expect(work.bytes()).toBeLessThan(totalBytes);
  work.release("2001:db8:0:7::/64", quarter);
  expect(work.reserve("192.0.2.1", 0)).toBe("ok");
});
