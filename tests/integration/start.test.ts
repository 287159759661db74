// The start: what it says when it can, and the one line when it cannot.
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import { call, setUpWorkspace } from "../support/client.ts";
import { cipherOf, makeCertificate } from "../support/certificate.ts";
import { runUntilExit, startTestServer } from "../support/server.ts";
import { signUpPeople } from "../support/workspace.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "confab-start-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One clear line on stderr, nothing on stdout, exit 1. */
async function expectOneLine(
  run: ReturnType<typeof runUntilExit>,
  ...parts: (string | RegExp)[]
): Promise<void> {
  const { code, stdout, stderr } = await run;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  for (const part of parts) expect(stderr).toMatch(part);
}

describe("[START] it can", () => {
  test("[START] it says where the data is, where it is ready, and how to make the first account", async () => {
    const server = await startTestServer();
    try {
      expect(server.stdout()).toContain(`Data folder: ${server.dataDir}\n`);
      expect(server.stdout()).toMatch(/^First account: http:\/\/127\.0\.0\.1:\d+\/setup#[\w-]{20,}$/m);
      expect(server.stdout().match(/ready at/g)).toHaveLength(1);
      expect(server.problems()).toBe("");
      const elsewhere = { "X-Forwarded-For": "203.0.113.9" };
      const body = { username: "Ada", password: "seven green herons wade" };
      const without = await call(server.url, "/api/setup", { method: "POST", body, headers: elsewhere });
      expect(without).toMatchObject({ status: 403, body: { error: { code: "setup_code_needed" } } });
      const withCode = { ...body, code: server.setupCode };
      const made = await call(server.url, "/api/setup", {
        method: "POST",
        body: withCode,
        headers: elsewhere,
      });
      expect(made.status).toBe(201);
    } finally {
      await server.dispose();
    }
  });

  test("[START] PUBLIC_URL is in the link to the first account", async () => {
    const server = await startTestServer({ env: { PUBLIC_URL: "https://chat.example" } });
    expect(server.stdout()).toContain("First account: https://chat.example/setup#");
    await server.dispose();
  });

  test("[CONFIG] [START] a name that nearly is a setting is warned of, and the start goes on without it", async () => {
    const server = await startTestServer({ env: { CONFAB_ROOMS: "1", PASSWORDMIN: "8", METRICS_URL: "y" } });
    const warnings = server.stdout().match(/^Warning: .*$/gm);
    expect(warnings?.sort()).toEqual([
      "Warning: CONFAB_ROOMS is not a setting. Did you mean ROOMS?",
      "Warning: PASSWORDMIN is not a setting. Did you mean PASSWORD_MIN?",
    ]);
    await server.dispose();
  });

  test("[START] once there is an account it says who may register instead", async () => {
    const server = await startTestServer();
    await setUpWorkspace(server.url);
    await server.stop();
    const again = await startTestServer({ dataDir: server.dataDir });
    expect(again.setupCode).toBeNull();
    expect(again.stdout()).toContain("Registration: invite only");
    await again.dispose();
    await server.dispose();
  });
});

describe("[START] it cannot", () => {
  test("[START] the port is in use", async () => {
    const server = await startTestServer();
    await expectOneLine(
      runUntilExit({ port: server.port }),
      String(server.port),
      "another program uses it",
      "PORT",
    );
    await server.dispose();
  });

  test("[START] another process has the data folder, and that one lives on", async () => {
    const server = await startTestServer();
    await expectOneLine(runUntilExit({ dataDir: server.dataDir }), server.dataDir);
    expect((await call(server.url, "/readyz")).status).toBe(200);
    await server.dispose();
  });

  test("[START] the database is newer than the program", async () => {
    const server = await startTestServer();
    await server.stop();
    // The process that had it open has ended (traps 7).
    const database = new Database(join(server.dataDir, "confab.db"));
    database.run("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)");
    database.close();
    await expectOneLine(runUntilExit({ dataDir: server.dataDir }), "newer");
    await server.dispose();
  });

  test("[START] the data folder is a file", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expectOneLine(runUntilExit({ env: { DATA_DIR: file } }), file);
  });

  test("[START] the database file is none", async () => {
    const dataDir = await mkdtemp(join(folder, "broken-"));
    await writeFile(join(dataDir, "confab.db"), "This is no database. ".repeat(500));
    await expectOneLine(runUntilExit({ dataDir }), "confab.db");
  });

  test("[START] a wrong setting names itself", async () => {
    await expectOneLine(runUntilExit({ env: { PORT: "eighty" } }), /^PORT=eighty is not valid/);
    await expectOneLine(runUntilExit({ env: { HOST: "192.0.2.1" } }), "192.0.2.1");
    await expectOneLine(runUntilExit({ env: { HOST: "no.such.host.invalid" } }), "no.such.host.invalid");
  });

  test("[START] TLS files that are none", async () => {
    const none = join(folder, "none.pem");
    await expectOneLine(runUntilExit({ env: { TLS_CERT: none, TLS_KEY: none } }), `TLS_CERT=${none}`);
    const garbage = join(folder, "garbage.pem");
    await writeFile(garbage, "garbage");
    await expectOneLine(runUntilExit({ env: { TLS_CERT: garbage, TLS_KEY: garbage } }), "TLS_CERT");
  });
});

test("[A7] in a folder that others may open, what the server makes is its own, and the log says so", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "confab-open-"));
  await chmod(dataDir, 0o755);
  const server = await startTestServer({ dataDir });
  try {
    const modes = await Promise.all(
      (await readdir(dataDir)).map(async (name) => {
        const stats = await stat(join(dataDir, name));
        return [name, (stats.mode & 0o777).toString(8), stats.isDirectory() ? "700" : "600"] as const;
      }),
    );
    for (const [name, mode, wanted] of modes) expect([name, mode]).toEqual([name, wanted]);
    const names = modes.map(([name]) => name);
    for (const name of ["confab.db", "confab.db-wal", "confab.db-shm", "lock", "control.sock"])
      expect(names).toContain(name);
    expect(server.stderr()).toContain("folder_open");
  } finally {
    await server.dispose();
    await rm(dataDir, { recursive: true, force: true });
  }
});

describe("[R4] https with a certificate of one's own", () => {
  test("[R4] only with forward secrecy: who gets the key later does not read what was recorded", async () => {
    const certificate = await makeCertificate({ rsa: true });
    if (!certificate) {
      console.log("Skipped: there is no openssl here to make a certificate with.");
      return;
    }
    const server = await startTestServer({ env: { TLS_CERT: certificate.cert, TLS_KEY: certificate.key } });
    try {
      for (const cipher of ["ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305"])
        expect(await cipherOf(server.port, cipher)).toBe(cipher);
      for (const cipher of ["AES128-GCM-SHA256", "AES256-SHA", "AES128-SHA", "ECDHE-RSA-AES128-SHA"])
        expect([cipher, await cipherOf(server.port, cipher)]).toEqual([cipher, "(NONE)"]);
    } finally {
      await server.dispose();
      await rm(certificate.folder, { recursive: true, force: true });
    }
  });

  test("[R4] the page, REST and the socket, with Secure cookies and HSTS", async () => {
    const certificate = await makeCertificate();
    if (!certificate) {
      console.log("Skipped: there is no openssl here to make a certificate with.");
      return;
    }
    const { cert, key } = certificate;
    const server = await startTestServer({ env: { TLS_CERT: cert, TLS_KEY: key } });
    try {
      expect(server.url).toStartWith("https://");
      const { ada, bob } = await signUpPeople(server.url);
      const login = await call(server.url, "/api/login", {
        method: "POST",
        body: { username: "Bob", password: bob.password },
      });
      expect(login.headers.getSetCookie().every((line) => line.includes("Secure"))).toBe(true);
      expect(login.headers.get("Strict-Transport-Security")).toContain("max-age=");
      expect(login.headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
      const socket = await ada.connect();
      await socket.askOk({ type: "post", roomId: 1, clientId: "tls", body: "over https" });
      expect((await socket.next("message")).message?.body).toBe("over https");
      await socket.close();
      expect((await call(server.url, "/")).status).toBe(200);
    } finally {
      await server.dispose();
      await rm(certificate.folder, { recursive: true, force: true });
    }
  });
});
