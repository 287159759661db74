// A self-made certificate for localhost and 127.0.0.1, only for tests: made by openssl where it is there, else none.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function makeCertificate(): Promise<{ folder: string; cert: string; key: string } | null> {
  const openssl = Bun.which("openssl");
  if (openssl === null) return null;
  const folder = await mkdtemp(join(tmpdir(), "confab-cert-"));
  const cert = join(folder, "cert.pem");
  const key = join(folder, "key.pem");
  const options =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1";
  const make = Bun.spawn([openssl, ...options.split(" "), "-keyout", key, "-out", cert], {
    stdout: "ignore",
    stderr: "pipe",
  });
  if ((await make.exited) !== 0) throw new Error(await new Response(make.stderr).text());
  return { folder, cert, key };
}
