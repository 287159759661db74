import { isAbsolute, join } from "node:path";

import { describe, expect, test } from "bun:test";

import { readConfig } from "../../src/config.ts";
import { StartError } from "../../src/domain/start_error.ts";

describe("[CONFIG] settings", () => {
  test("[CONFIG] nothing set is fine, and the data stands beside the program", () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: undefined,
      publicUrl: null,
      tls: null,
      registration: null,
      passwordMin: 12,
      fileBytes: 100_000_000,
      quotaBytes: 10_000_000_000,
      rateLimits: true,
      logLevel: "info",
    });
    expect(config.dataDir).toBe(join(import.meta.dir, "..", "..", "data"));
  });

  test("[CONFIG] what is empty is not set, and what is unknown is no fault", () => {
    expect(readConfig({ PORT: "", HOST: " ", EDITOR: "ed", REDIS_URL: "redis://x" }).port).toBe(3000);
  });

  test("[CONFIG] values are read", () => {
    const config = readConfig({
      PORT: "0",
      HOST: "::1",
      DATA_DIR: "here",
      PUBLIC_URL: "https://Chat.Example/",
      REGISTRATION: "open",
      PASSWORD_MIN: "16",
      FILE_BYTES: "25 MiB",
      QUOTA_BYTES: "5000000000",
      RATE_LIMITS: "off",
      LOG_LEVEL: "debug",
      TRUSTED_PROXIES: "127.0.0.1, fd00::/8",
    });
    expect(config).toMatchObject({
      port: 0,
      host: "::1",
      publicUrl: "https://chat.example",
      registration: "open",
      passwordMin: 16,
      fileBytes: 26_214_400,
      quotaBytes: 5_000_000_000,
      rateLimits: false,
      logLevel: "debug",
    });
    expect(isAbsolute(config.dataDir)).toBe(true);
    expect(config.trustedProxies.check("fd12::1", "ipv6")).toBe(true);
    expect(config.trustedProxies.check("127.0.0.2")).toBe(false);
  });

  test("[CONFIG] sizes by a thousand, or by 1,024 where they say so", () => {
    const sizes = ["900", "5kB", "5KB", "5 MB", "2GB", "5KiB", "5 MiB"];
    expect(sizes.map((size) => readConfig({ FILE_BYTES: size }).fileBytes)).toEqual([
      900, 5000, 5000, 5_000_000, 2_000_000_000, 5120, 5_242_880,
    ]);
    expect([readConfig({}).fileBytes, readConfig({}).quotaBytes]).toEqual([100_000_000, 10_000_000_000]);
  });

  const wrong: [name: string, value: string][] = [
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["PORT", "3000.5"],
    ["PORT", "0x10"],
    ["PORT", "http"],
    ["PUBLIC_URL", "chat.example"],
    ["PUBLIC_URL", "ftp://chat.example"],
    ["PUBLIC_URL", "https://chat.example/chat"],
    ["PUBLIC_URL", "https://me:secret@chat.example"],
    ["REGISTRATION", "closed"],
    ["PASSWORD_MIN", "4"],
    ["PASSWORD_MIN", "257"],
    ["FILE_BYTES", "0"],
    ["FILE_BYTES", "100mB"],
    ["FILE_BYTES", "1.5GiB"],
    ["FILE_BYTES", "11GiB"],
    ["QUOTA_BYTES", "-1"],
    ["QUOTA_BYTES", "unlimited"],
    ["BACKUPS", "daily"],
    ["BACKUP_KEEP", "0"],
    ["BACKUP_URL", "https://bucket.example"],
    ["BACKUP_URL", "s3://UPPER"],
    ["RATE_LIMITS", "false"],
    ["METRICS_TOKEN", "short"],
    ["METRICS_TOKEN", "sixteen and more with spaces"],
    ["LOG_LEVEL", "loud"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "proxy.lan"],
  ];
  for (const [name, value] of wrong) {
    test(`[CONFIG] ${name}=${value} is one line with the name, the value and what is allowed`, () => {
      expect(() => readConfig({ [name]: value })).toThrow(StartError);
      expect(() => readConfig({ [name]: value })).toThrow(
        new RegExp(`^${name}=\\S.* is not valid: it must be [^\\n]+\\.$`),
      );
    });
  }

  test("[CONFIG] a refused secret is not written down", () => {
    const secret = "not so secret";
    expect(() => readConfig({ METRICS_TOKEN: secret })).toThrow(/^METRICS_TOKEN=… is not valid/);
  });

  test("[CONFIG] https needs both files", () => {
    expect(() => readConfig({ TLS_CERT: "a.pem" })).toThrow("TLS_KEY");
    expect(() => readConfig({ TLS_KEY: "a.pem" })).toThrow("TLS_CERT");
  });
});
