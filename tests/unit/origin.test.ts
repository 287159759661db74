import { BlockList } from "node:net";

import { describe, expect, test } from "bun:test";

import { checkRequestOrigin, checkSocketOrigin, isAllowedOrigin } from "../../src/transport/origin.ts";
import { readRequestContext } from "../../src/transport/request_context.ts";

const noProxies = new BlockList();

function contextOf(host: string) {
  return readRequestContext(new Headers({ host }), "127.0.0.1", {
    publicUrl: null,
    trustedProxies: noProxies,
    isTls: false,
  });
}

describe("[A4] which origins are allowed", () => {
  const table: [origin: string, host: string, publicUrl: string | null, isAllowed: boolean][] = [
    ["http://chat.lan:3000", "chat.lan:3000", null, true],
    ["https://chat.lan", "chat.lan", null, true],
    ["http://chat.lan", "chat.lan:80", null, true],
    ["http://CHAT.lan", "chat.LAN", null, true],
    ["http://[::1]:3000", "[::1]:3000", null, true],
    ["http://chat.lan", "chat.lan:3000", null, false],
    ["http://evil.example", "chat.lan", null, false],
    ["http://chat.lan.evil.example", "chat.lan", null, false],
    ["http://chat.lan@evil.example", "chat.lan", null, false],
    ["null", "chat.lan", null, false],
    ["", "chat.lan", null, false],
    ["file://", "chat.lan", null, false],
    ["chrome-extension://chat.lan", "chat.lan", null, false],
    ["https://chat.example", "10.0.0.5:3000", "https://chat.example", true],
    ["http://chat.example", "chat.example", "https://chat.example", false],
    ["http://10.0.0.5:3000", "10.0.0.5:3000", "https://chat.example", false],
  ];
  for (const [origin, host, publicUrl, isAllowed] of table) {
    test(`[A4] ${origin || "(empty)"} at ${host}, PUBLIC_URL ${publicUrl ?? "unset"}: ${isAllowed}`, () => {
      expect(isAllowedOrigin(origin, contextOf(host), { publicUrl })).toBe(isAllowed);
    });
  }

  test("[A4] what came over https is of no page of plain http, and a proxy that hides its https harms nobody", () => {
    const proxies = new BlockList();
    proxies.addAddress("10.0.0.1");
    const rules = { publicUrl: null, trustedProxies: proxies };
    const headers = new Headers({ host: "chat.lan", "x-forwarded-proto": "https" });
    const own = readRequestContext(new Headers({ host: "chat.lan" }), "192.168.1.9", {
      ...rules,
      isTls: true,
    });
    const forwarded = readRequestContext(headers, "10.0.0.1", { ...rules, isTls: false });
    const hidden = readRequestContext(headers, "10.0.0.2", { ...rules, isTls: false });
    for (const context of [own, forwarded]) {
      expect(isAllowedOrigin("http://chat.lan", context, rules)).toBe(false);
      expect(isAllowedOrigin("https://chat.lan", context, rules)).toBe(true);
    }
    expect(isAllowedOrigin("https://chat.lan", hidden, rules)).toBe(true);
  });

  test("[A4] a socket needs an origin, a script's request does not", () => {
    const rules = { publicUrl: null };
    expect(() => checkSocketOrigin(new Headers(), contextOf("chat.lan"), rules)).toThrow("chat.lan");
    expect(() => checkRequestOrigin(new Headers(), contextOf("chat.lan"), rules)).not.toThrow();
  });

  test("[R2] without an Origin, Sec-Fetch-Site speaks", () => {
    const rules = { publicUrl: null };
    const from = (site: string) => () =>
      checkRequestOrigin(new Headers({ "sec-fetch-site": site }), contextOf("chat.lan"), rules);
    expect(from("same-origin")).not.toThrow();
    expect(from("none")).not.toThrow();
    expect(from("same-site")).toThrow("same-site");
    expect(from("cross-site")).toThrow("chat.lan");
  });
});

describe("[R5] who comes, and how", () => {
  const proxies = new BlockList();
  proxies.addSubnet("10.0.0.0", 8, "ipv4");
  const rules = { publicUrl: null, trustedProxies: proxies, isTls: false };
  const read = (peer: string, headers: Record<string, string>) =>
    readRequestContext(new Headers(headers), peer, rules);

  test("[R5] only straight from this machine is local", () => {
    const host = "localhost:3000";
    expect(read("127.0.0.1", { host }).isLocal).toBe(true);
    expect(read("::1", { host: "[::1]:3000" }).isLocal).toBe(true);
    expect(read("::ffff:127.0.0.1", { host }).isLocal).toBe(true);
    expect(read("192.168.1.9", { host }).isLocal).toBe(false);
    expect(read("127.0.0.1", { host: "chat.example" }).isLocal).toBe(false);
    expect(read("127.0.0.1", { host: "127.0.0.1.evil.example" }).isLocal).toBe(false);
    for (const name of ["x-forwarded-for", "x-real-ip", "forwarded", "via", "x-forwarded-proto"]) {
      expect(read("127.0.0.1", { host, [name]: "1.2.3.4" }).isLocal).toBe(false);
    }
  });

  test("[R5] with an address for others nobody is local: a proxy may send no header that tells of it", () => {
    const isLocalAt = (publicUrl: string) =>
      readRequestContext(new Headers({ host: "127.0.0.1:3000" }), "127.0.0.1", { ...rules, publicUrl })
        .isLocal;
    expect(isLocalAt("https://chat.example")).toBe(false);
    expect(isLocalAt("http://192.168.1.10:3000")).toBe(false);
    for (const own of ["http://localhost:3000", "http://127.0.0.1", "https://[::1]:8443"])
      expect([own, isLocalAt(own)]).toEqual([own, true]);
  });

  test("[R7] a forwarded address counts only behind a trusted proxy, and only the last stranger of it", () => {
    const forwarded = { host: "a", "x-forwarded-for": "6.6.6.6, 9.9.9.9, 10.0.0.7" };
    expect(read("8.8.8.8", forwarded).address).toBe("8.8.8.8");
    expect(read("10.0.0.1", forwarded).address).toBe("9.9.9.9");
    expect(read("::ffff:10.0.0.1", forwarded).address).toBe("9.9.9.9");
    expect(read("10.0.0.1", { host: "a" }).address).toBe("10.0.0.1");
    expect(read("10.0.0.1", { host: "a", "x-forwarded-for": "nonsense" }).address).toBe("10.0.0.1");
    expect(read("10.0.0.1", { host: "a", "x-forwarded-for": "9.9.9.9, junk" }).address).toBe("10.0.0.1");
    expect(read("10.0.0.1", { host: "a", "x-forwarded-for": "[2001:db8::1]:4711" }).address).toBe(
      "2001:db8::1",
    );
  });

  test("[R4] https is believed from a trusted proxy, from PUBLIC_URL, and from this server's own TLS", () => {
    const headers = { host: "a", "x-forwarded-proto": "https" };
    expect(read("10.0.0.1", headers).isSecure).toBe(true);
    expect(read("8.8.8.8", headers).isSecure).toBe(false);
    const publicUrl = "https://chat.example";
    expect(readRequestContext(new Headers({ host: "a" }), "8.8.8.8", { ...rules, publicUrl }).isSecure).toBe(
      true,
    );
    expect(readRequestContext(new Headers({ host: "a" }), "8.8.8.8", { ...rules, isTls: true }).origin).toBe(
      "https://a",
    );
  });
});
