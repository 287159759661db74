// A proxy of the machine in front of a server, by the snippet in deploy/ as it stands there: only names, ports and the places of
// certificates are replaced.
import { connect, createServer } from "node:net";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const snippets = join(import.meta.dir, "../../deploy");

export interface Front {
  /** Of the proxy, https. */
  url: string;
  port: number;
  /** Of its plain http, where it has one. */
  httpPort: number;
  start(): Promise<void>;
  /** It is told to end, and has. */
  stop(): Promise<void>;
  dispose(): Promise<void>;
}

interface FrontPlan {
  /** Where the server listens. */
  serverPort: number;
  cert: string;
  key: string;
}

interface Ports extends FrontPlan {
  folder: string;
  port: number;
  httpPort: number;
}

interface Proxy {
  /** The program; a person installs the package of the same name. */
  program: string;
  snippet: string;
  /** What the snippet becomes, with what its distribution has around it. */
  configure(snippet: string, ports: Ports): string;
  args(configPath: string): string[];
}

export const proxies = {
  nginx: {
    program: "nginx",
    snippet: "nginx.conf",
    configure: (snippet, { folder, port, httpPort, serverPort, cert, key }) => {
      const site = replaced(snippet, [
        [/listen 80;/g, `listen 127.0.0.1:${httpPort};`],
        [/listen 443 ssl/g, `listen 127.0.0.1:${port} ssl`],
        [/ *listen \[::\]:.*\n/g, ""],
        [/chat\.example\.org;/g, "localhost;"],
        [/server 127\.0\.0\.1:3000;/g, `server 127.0.0.1:${serverPort};`],
        [/\/etc\/letsencrypt\S*fullchain\.pem/g, cert],
        [/\/etc\/letsencrypt\S*privkey\.pem/g, key],
      ]);
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map((name) => `${name}_temp_path ${folder}/${name};`)
        .join(" ");
      return `daemon off; pid ${folder}/pid; error_log stderr; worker_processes 1; ${asRoot("user root;")}
events { worker_connections 512; }
http { access_log off; ${temporary}
${site} }`;
    },
    args: (path) => ["-c", path],
  },
  caddy: {
    program: "caddy",
    snippet: "Caddyfile",
    configure: (snippet, { port, serverPort, cert, key }) => {
      const site = replaced(snippet, [
        [/^chat\.example\.org \{/m, `https://localhost:${port} {\n\ttls ${cert} ${key}\n\tbind 127.0.0.1`],
        [/127\.0\.0\.1:3000/g, `127.0.0.1:${serverPort}`],
      ]);
      return `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`;
    },
    args: (path) => ["run", "--adapter", "caddyfile", "--config", path],
  },
  haproxy: {
    program: "haproxy",
    snippet: "haproxy.cfg",
    configure: (snippet, { folder, port, httpPort, serverPort }) =>
      replaced(snippet, [
        [/bind :80$/m, `bind 127.0.0.1:${httpPort}`],
        [/bind :443 ssl crt \S+/g, `bind 127.0.0.1:${port} ssl crt ${folder}/certs/`],
        [/127\.0\.0\.1:3000/g, `127.0.0.1:${serverPort}`],
      ]),
    args: (path) => ["-db", "-f", path],
  },
} as const satisfies Record<string, Proxy>;

export type ProxyName = keyof typeof proxies;

export function isInstalled(name: ProxyName): boolean {
  return Bun.which(proxies[name].program) !== null;
}

/** Not started yet. */
export async function makeFront(name: ProxyName, plan: FrontPlan): Promise<Front> {
  const proxy: Proxy = proxies[name];
  const { program, snippet } = proxy;
  const folder = await mkdtemp(join(tmpdir(), `confab-${name}-`));
  const [port, httpPort] = [await freePort(), await freePort()];
  const text = proxy.configure(await Bun.file(join(snippets, snippet)).text(), {
    ...plan,
    folder,
    port,
    httpPort,
  });
  const path = join(folder, snippet);
  await Bun.write(path, text);
  await mkdir(join(folder, "certs"));
  const both = (await Bun.file(plan.cert).text()) + (await Bun.file(plan.key).text());
  await Bun.write(join(folder, "certs", "localhost.pem"), both);
  let child: Bun.Subprocess<"ignore", "ignore", "pipe"> | null = null;

  async function stop(): Promise<void> {
    // At once: connections that are open do not end by themselves.
    child?.kill(name === "haproxy" ? "SIGUSR1" : "SIGTERM");
    if (name !== "nginx") child?.kill("SIGTERM");
    await child?.exited;
    child = null;
  }

  return {
    url: `https://localhost:${port}`,
    port,
    httpPort,
    async start() {
      const running = Bun.spawn([program, ...proxy.args(path)], {
        cwd: folder,
        env: { PATH: process.env["PATH"], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
        stdin: "ignore",
        stdout: "ignore",
        stderr: "pipe",
      });
      child = running;
      let isOver = false;
      void running.exited.then(() => (isOver = true));
      while (!(await isListening(port))) {
        if (isOver) throw new Error(`${name} ended:\n${await new Response(running.stderr).text()}\n${text}`);
        await Bun.sleep(20);
      }
    },
    stop,
    async dispose() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Each must be there: a snippet that was changed would else be tested as something else. */
function replaced(text: string, changes: [RegExp, string][]): string {
  return changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    if (after === before) throw new Error(`The snippet has no ${from.source}.`);
    return after;
  }, text);
}

function asRoot(text: string): string {
  return process.getuid?.() === 0 ? text : "";
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
