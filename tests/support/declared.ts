// R14: what the server sends is what the contract declares, no more and no less. Asked of every answer that a test's person gets.
import { contract } from "../../src/protocol/contract.ts";
import { partsOf, type Endpoint } from "../../src/protocol/endpoints/endpoint.ts";
import { refusal } from "../../src/protocol/shapes/refusal.ts";

const endpoints = Object.entries<Endpoint>(contract).map(([key, endpoint]) => {
  const { method, path } = partsOf(key);
  return { key, method, path: new RegExp(`^/api${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`), endpoint };
});

interface Answered {
  method: string;
  /** With its query. */
  path: string;
  status: number;
  /** JSON, or text where there was none. */
  body: unknown;
}

/** Throws where the answer of a known endpoint is another than declared. */
export function mustBeDeclared({ method, path, status, body }: Answered): void {
  const [address = ""] = path.split("?");
  const found = endpoints.find((one) => one.method === method && one.path.test(address));
  if (!found || (found.endpoint.bytes && "response" in found.endpoint.bytes)) return;
  const prefix = `${found.key} answered ${status}`;
  if (status >= 400) {
    if (!refusal.safeParse(body).success) throw new Error(`${prefix} ${JSON.stringify(body)}, no refusal.`);
    return;
  }
  const declared = found.endpoint.replies[status];
  if (!declared) throw new Error(`${prefix}, which is not declared.`);
  if (!declared.json) return;
  const read = declared.json.safeParse(body);
  if (!read.success) throw new Error(`${prefix} with what is not declared: ${read.error.message}`);
  if (!Bun.deepEquals(read.data, body)) {
    throw new Error(`${prefix} with more than is declared: ${JSON.stringify(body).slice(0, 2000)}`);
  }
}
