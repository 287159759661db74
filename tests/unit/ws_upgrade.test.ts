// What an upgrade takes over from its address.
import { expect, test } from "bun:test";

import { epochOf } from "../../src/transport/ws/upgrade.ts";

test("[A5] an address with no epoch in it is kept by no socket, whatever its length", () => {
  const epoch = crypto.randomUUID();
  expect(epochOf(epoch)).toBe(epoch);
  for (const text of [null, "", "x", `${epoch}0`, epoch.toUpperCase(), "0".repeat(6000)]) {
    expect(epochOf(text)).toBeNull();
  }
});
