import { expect, test } from "bun:test";

import { makeDevice, readDeviceOf } from "../../src/domain/accounts/devices.ts";

const secrets = { deviceKey: "key", passwordHash: "hash" };

test("[R7] a device is known to the account it signed in to, and to no other", () => {
  const device = makeDevice(7, secrets);
  const name = readDeviceOf(7, device, secrets);
  expect(name).toMatch(/^[\w-]{22}$/);
  expect(readDeviceOf(7, makeDevice(7, secrets), secrets)).not.toBe(name);
  expect(readDeviceOf(8, device, secrets)).toBe(null);
  expect(readDeviceOf(7, device, { ...secrets, passwordHash: "of another password" })).toBe(null);
  expect(readDeviceOf(7, device, { ...secrets, deviceKey: "another key" })).toBe(null);
});

test("[R7] a device that someone made up is none", () => {
  const [owner, name, signature = ""] = makeDevice(7, secrets).split(".");
  const otherEnd = signature.at(-2) === "A" ? "B" : "A";
  const forged = [
    null,
    "",
    "7",
    `${owner}.${name}`,
    `8.${name}.${signature}`,
    `07.${name}.${signature}`,
    `${owner}.${"A".repeat(22)}.${signature}`,
    `${owner}.${name}.${signature.slice(0, -2)}${otherEnd}${signature.at(-1)}`,
    `${owner}.${name}.${signature}.`,
    "a".repeat(10_000),
    "7.\ud800.x",
  ];
  for (const device of forged) expect(readDeviceOf(7, device, secrets)).toBe(null);
});
