// A self-made certificate for localhost and 127.0.0.1, only for tests: made by openssl where it is there, else none.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `rsa`: with such a key TLS 1.2 can also be spoken without forward secrecy. */
export async function makeCertificate({ rsa = false } = {}): Promise<{
  folder: string;
  cert: string;
  key: string;
} | null> {
  const openssl = Bun.which("openssl");
  if (openssl === null) return null;
  const folder = await mkdtemp(join(tmpdir(), "confab-cert-"));
  const cert = join(folder, "cert.pem");
  const key = join(folder, "key.pem");
  const kind = rsa ? "rsa:2048" : "ec -pkeyopt ec_paramgen_curve:prime256v1";
  const options = `req -x509 -newkey ${kind} -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1`;
  const make = Bun.spawn([openssl, ...options.split(" "), "-keyout", key, "-out", cert], {
    stdout: "ignore",
    stderr: "pipe",
  });
  if ((await make.exited) !== 0) throw new Error(await new Response(make.stderr).text());
  return { folder, cert, key };
}

/** The cipher that a client of TLS 1.2 with only these agrees on; "(NONE)" when it is turned away. */
export async function cipherOf(port: number, ciphers: string): Promise<string> {
  const client = Bun.spawn(
    ["openssl", "s_client", "-connect", `127.0.0.1:${port}`, "-tls1_2", "-cipher", `${ciphers}:@SECLEVEL=0`],
    { stdin: new Blob([""]), stdout: "pipe", stderr: "ignore" },
  );
  const text = await new Response(client.stdout).text();
  await client.exited;
  return / Cipher is (\S+)/.exec(text)?.[1] ?? text;
}
