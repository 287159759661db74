// `confab config`, and names that nearly are settings.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";

import { afterEach, beforeEach, describe, expect, test } from "bun:test";

import { readSettings, settingList, type Environment } from "../../src/config.ts";
import { nearSettings } from "../../src/config/near_settings.ts";
import { showSettings, type ShownSetting } from "../../src/commands/config.ts";
import { envExample } from "../../src/config/settings_docs.ts";

const names = settingList.map(({ name }) => name);

describe("[CONFIG] what is said of settings", () => {
  for (const { name, type, initial, example, meaning, unset, isSecret } of settingList) {
    test(`[CONFIG] ${name} has a type, a default, a meaning, and an example that is another value`, () => {
      expect([type, unset, meaning, example].every((words) => words.length > 1)).toBe(true);
      expect(example).not.toBe(initial ?? "");
      const other = name === "TLS_CERT" ? "TLS_KEY" : "TLS_CERT";
      const pair = name.startsWith("TLS_") ? { [other]: "b.pem" } : {};
      const { values } = readSettings({ [name]: example, ...pair });
      // A token out of the README would be everyone's.
      expect(values === null).toBe(isSecret);
      // What is told as the default is what holds.
      if (initial !== null)
        expect(readSettings({}).values?.[name]).toEqual(readSettings({ [name]: initial }).values?.[name]);
    });
  }

  test("[CONFIG] .env.example changes nothing as it is, and without its # all of it is read", () => {
    expect(parseEnv(envExample())).toEqual({});
    const lines = parseEnv(envExample().replaceAll(/^#(?=[A-Z_]+=)/gm, ""));
    expect(Object.keys(lines).sort()).toEqual([...names].sort());
    expect(readSettings(lines).problems).toEqual([
      "METRICS_TOKEN=… is not valid: it must be at least 16 characters, without spaces.",
    ]);
  });
});

describe("[CONFIG] names that nearly are a setting", () => {
  const near: Record<string, string> = {
    PORTT: "PORT",
    PROT: "PORT",
    Port: "PORT",
    CONFAB_PORT: "PORT",
    CONFAB_PORTS: "PORT",
    confab_data_dir: "DATA_DIR",
    DATADIR: "DATA_DIR",
    DATA_DIRR: "DATA_DIR",
    "DATA-DIR": "DATA_DIR",
    PUBLIC_ULR: "PUBLIC_URL",
    PUBLICURL: "PUBLIC_URL",
    REGISTRATON: "REGISTRATION",
    TRUSTED_PROXY: "TRUSTED_PROXIES",
    METRIC_TOKEN: "METRICS_TOKEN",
    RATE_LIMIT: "RATE_LIMITS",
    TLS_CERTS: "TLS_CERT",
    PASSWORT_MIN: "PASSWORD_MIN",
  };
  for (const [name, meant] of Object.entries(near)) {
    test(`[CONFIG] ${name} is told to be ${meant}`, () => {
      expect(nearSettings({ [name]: "1" }, names)).toEqual([{ name, meant }]);
      // Where what was meant is set, and where it is empty, it is left alone.
      expect(nearSettings({ [name]: "1", [meant]: "2" }, names)).toEqual([]);
      expect(nearSettings({ [name]: " " }, names)).toEqual([]);
    });
  }

  test("[CONFIG] nothing is said of what machines, shells and services set, nor of settings", () => {
    const others = `PATH HOME USER LOGNAME SHELL TERM PWD OLDPWD SHLVL LANG LANGUAGE LC_ALL LC_CTYPE TZ TMP TEMP TMPDIR EDITOR PAGER
      MAIL HOSTNAME HOSTTYPE MACHTYPE OSTYPE DISPLAY COLORTERM COLUMNS LINES LS_COLORS PS1 IFS UID EUID GROUPS VENDOR REMOTEHOST
      XDG_DATA_DIRS XDG_DATA_HOME XDG_RUNTIME_DIR XDG_CONFIG_DIRS XDG_CONFIG_HOME DBUS_SESSION_BUS_ADDRESS SSH_AUTH_SOCK SSH_CLIENT
      SSH_CONNECTION SSH_TTY SUDO_USER SUDO_UID INVOCATION_ID JOURNAL_STREAM NOTIFY_SOCKET WATCHDOG_PID STATE_DIRECTORY CACHE_DIRECTORY
      LOGS_DIRECTORY CONFIGURATION_DIRECTORY RUNTIME_DIRECTORY CREDENTIALS_DIRECTORY MAINPID SYSTEMD_EXEC_PID NODE_ENV NODE_OPTIONS
      NODE_PATH BUN_INSTALL BUN_ENV npm_config_cache npm_lifecycle_event npm_package_name npm_execpath INIT_CWD CI DEBUG VERBOSE
      HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY http_proxy https_proxy no_proxy DATABASE_URL REDIS_URL POSTGRES_URL PGDATA PGHOST PGPORT
      MYSQL_HOST REDIS_HOST REDIS_PORT SMTP_HOST SMTP_PORT DB_HOST DB_PORT DOCKER_HOST KUBERNETES_PORT KUBERNETES_SERVICE_HOST
      KUBERNETES_SERVICE_PORT DYNO HEROKU_APP_NAME RENDER RENDER_EXTERNAL_URL RENDER_SERVICE_ID FLY_APP_NAME RAILWAY_PUBLIC_DOMAIN
      AWS_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY GITHUB_TOKEN GITHUB_ACTIONS GITLAB_CI JAVA_HOME GOPATH GOROOT CARGO_HOME
      PYTHONPATH VIRTUAL_ENV CONDA_PREFIX ANDROID_HOME SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE REQUESTS_CA_BUNDLE HISTSIZE HISTFILE
      PORTS SPORT SORT POST COST HOSTS GHOST MOST ROOM ROOMS_DIR BROOMS DATA DATA_ROOT BASE_DIR FILE_TYPES FILES FILE PUBLIC_KEY
      PUBLIC_DIR LOG LOG_FILE LOG_DIR LOG_FORMAT LOGGING TLS TLS_CA SOCKS SOCKET_PATH METRICS METRICS_PORT TOKEN API_TOKEN ACCESS_TOKEN
      PASSWORD QUOTA PROXIES CONFAB CONFAB_HOME CONFAB_SERVICE_HOST CONFAB_SERVICE_PORT`;
    const environment: Environment = {
      ...Object.fromEntries(others.split(/\s+/).map((name) => [name, "1"])),
      // Kubernetes, for a service of this name.
      CONFAB_PORT: "tcp://10.0.0.1:3000",
      CONFAB_PORT_3000_TCP: "tcp://10.0.0.1:3000",
    };
    expect(nearSettings(environment, names)).toEqual([]);
    expect(nearSettings(Object.fromEntries(names.map((name) => [name, "1"])), names)).toEqual([]);
  });
});

describe("[CONFIG] confab config", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "confab-config-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  function run(environment: Environment, { json = false } = {}) {
    const out: string[] = [];
    const err: string[] = [];
    const print = (line: string) => void out.push(line);
    const code = showSettings({ environment, folder, json, print, report: (line) => void err.push(line) });
    return { code, out: out.join("\n"), err };
  }
  const rowOf = (out: string, name: string): ShownSetting =>
    JSON.parse(out).settings.find((one: ShownSetting) => one.name === name);

  test("[CONFIG] shows what holds, and where it comes from: default, environment, or which file", async () => {
    await Bun.write(join(folder, ".env"), 'PORT=4000\nROOMS="7"\nLOG_LEVEL=warn\nHOST=$NAME\n');
    await Bun.write(join(folder, ".env.local"), "ROOMS=8\n");
    // As Bun gives it to a process that was started with LOG_LEVEL=error.
    const environment = { PORT: "4000", ROOMS: "8", LOG_LEVEL: "error", HOST: "::1", FILE_BYTES: "1 KiB" };
    const { code, out, err } = run(environment);
    expect([code, err]).toEqual([0, []]);
    const lines = Object.fromEntries(
      out.split("\n").map((line) => [line.split(" ")[0], line.split(/ {2,}/)]),
    );
    expect(Object.keys(lines)).toEqual(names);
    expect(lines["PORT"]).toEqual(["PORT", "4000", ".env"]);
    expect(lines["ROOMS"]).toEqual(["ROOMS", "8", ".env.local"]);
    expect(lines["HOST"]).toEqual(["HOST", "::1", ".env"]);
    expect(lines["LOG_LEVEL"]).toEqual(["LOG_LEVEL", "error", "environment"]);
    expect(lines["FILE_BYTES"]).toEqual(["FILE_BYTES", "1 KiB", "environment"]);
    expect(lines["QUOTA_BYTES"]).toEqual(["QUOTA_BYTES", "10GB", "default"]);
    expect(lines["SOCKETS"]).toEqual(["SOCKETS", "(as many as fit, at most 50,000)", "default"]);
    const json = run(environment, { json: true }).out;
    expect(rowOf(json, "FILE_BYTES")).toEqual({
      name: "FILE_BYTES",
      value: 1024,
      source: "environment",
      unit: "bytes",
      hidden: false,
    });
    expect(rowOf(json, "SOCKETS").value).toBeNull();
    expect(rowOf(json, "PORT")).toMatchObject({ value: 4000, source: ".env" });
  });

  test("[CONFIG] a secret is in neither form, only that it is set", () => {
    const secret = "0123456789abcdef-secret";
    for (const json of [false, true]) {
      const { code, out } = run({ METRICS_TOKEN: secret }, { json });
      expect([code, out.includes("secret"), out.includes("hidden")]).toEqual([0, false, true]);
    }
    const { out } = run({ METRICS_TOKEN: secret }, { json: true });
    expect(rowOf(out, "METRICS_TOKEN")).toMatchObject({ value: null, hidden: true, source: "environment" });
    expect(rowOf(run({}, { json: true }).out, "METRICS_TOKEN")).toMatchObject({ value: null, hidden: false });
  });

  test("[CONFIG] every value that is not valid is told, and the exit code is 1", () => {
    const { code, out, err } = run({ PORT: "x", ROOMS: "0", TLS_KEY: "k.pem", METRICS_TOKEN: "short one" });
    expect([code, out]).toEqual([1, ""]);
    expect(new Set(err.map((line) => line.split(/[= ]/)[0]))).toEqual(
      new Set(["METRICS_TOKEN", "PORT", "ROOMS", "TLS_KEY"]),
    );
    expect(err.length).toBe(4);
    expect(err.join()).not.toContain("short one");
  });

  test("[CONFIG] a name that nearly is a setting is warned of beside what holds, and never its value", () => {
    const { code, err } = run({ METRIC_TOKEN: "private" });
    expect([code, err]).toEqual([0, ["Warning: METRIC_TOKEN is not a setting. Did you mean METRICS_TOKEN?"]]);
    expect(JSON.parse(run({ PORTT: "1" }, { json: true }).out).warnings.length).toBe(1);
  });
});
