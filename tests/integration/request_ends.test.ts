// Where a request ends, as it comes over the wire. A proxy in front that found another end would take what follows for somebody
// else's request (smuggling). Bun reads HTTP; what is told here is that the Bun of this version refuses all that is doubtful.
import { afterAll, beforeAll, expect, test } from "bun:test";

import { startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer()));
afterAll(() => server.dispose());

/** Asked behind each request: who answers it took the first one to end before it. */
const second = "GET /healthz HTTP/1.1\r\nHost: chat.example\r\nConnection: close\r\n\r\n";
const post = (headers: string, body: string) =>
  `POST /api/login HTTP/1.1\r\nHost: chat.example\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;

/** The status of each answer until the server ends the connection; `then` is sent once the first has come. */
async function send(text: string, then = ""): Promise<number[]> {
  const { hostname, port } = new URL(server.url);
  let answers = "";
  let next = then;
  const ended = Promise.withResolvers<void>();
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data(socket, bytes) {
        answers += bytes.toString();
        socket.write(next);
        next = "";
      },
      close: () => ended.resolve(),
      error: (_socket, error) => ended.reject(error),
    },
  });
  socket.write(text);
  await ended.promise;
  return [...answers.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}

const doubtful: [string, string][] = [
  ["a length and chunks", post("Content-Length: 6\r\nTransfer-Encoding: chunked", "0\r\n\r\n")],
  ["two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "0\r\n\r\n")],
  ["a coding nobody knows", post("Transfer-Encoding: xchunked", "0\r\n\r\n")],
  ["two lengths", post("Content-Length: 2\r\nContent-Length: 40", "{}")],
  ["a length with a sign", post("Content-Length: +2", "{}")],
  ["a length in another base", post("Content-Length: 0x2", "{}")],
  ["a space before the colon", post("Content-Length : 2", "{}")],
  ["a line end within a chunk's size", post("Transfer-Encoding: chunked", "2;a\nb\r\n{}\r\n0\r\n\r\n")],
];
for (const [what, request] of doubtful) {
  test(`[X3] ${what}: refused, and nothing behind it is read as a request`, async () => {
    expect(await send(request + second)).toEqual([400]);
    expect(await send(request, second)).toEqual([400]);
  });
}

test("[X3] behind a request whose end is plain, the next one of its connection is answered", async () => {
  expect(await send(post("Content-Length: 2", "{}") + second)).toEqual([400, 200]);
  expect(await send(post("Content-Length: 2", "{}"), second)).toEqual([400, 200]);
  expect(await send(post("Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n"), second)).toEqual([400, 200]);
});

test("[X3] TRACE, which would send a cookie back to a script, is no method of any address", async () => {
  for (const path of ["/", "/healthz", "/nothing"]) {
    const answer = await fetch(server.url + path, {
      method: "TRACE",
      headers: { Cookie: "confab_session=x" },
    });
    expect(answer.ok).toBe(false);
    expect(await answer.text()).not.toContain("confab_session");
  }
});
