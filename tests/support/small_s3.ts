// A stand-in for an S3 store: objects in memory, uploads in one and in many parts, lists in pages of two. It sees that requests are
// signed, and not whether the signature is right.
export interface SmallS3 {
  endpoint: string;
  objects: Map<string, Uint8Array>;
  /** How many uploads came in parts. */
  inParts: () => number;
  /** From now on what is written is refused; false: taken again. */
  refuse(isRefused: boolean): void;
  /** The next reading of a key that ends so waits until it is let go. */
  hold(ending: string): { reached: Promise<void>; release: () => void };
  stop(): Promise<void>;
}

const pageSize = 2;

export function startSmallS3({ accessKeyId }: { accessKeyId: string }): SmallS3 {
  const objects = new Map<string, Uint8Array>();
  const uploads = new Map<string, Map<number, Uint8Array>>();
  let isRefusing = false;
  let completed = 0;
  let held: { ending: string; reach: () => void; released: Promise<void> } | null = null;

  async function answer(request: Request): Promise<Response> {
    const signed = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/`;
    const authorization = request.headers.get("authorization") ?? "";
    if (!authorization.startsWith(signed) || !/Signature=[0-9a-f]{64}/.test(authorization)) {
      return failure(403, "AccessDenied");
    }
    const { pathname, searchParams } = new URL(request.url);
    const [, bucket = "", ...rest] = decodeURIComponent(pathname).split("/");
    const key = rest.join("/");
    if (bucket !== "bucket") return failure(404, "NoSuchBucket");
    if (searchParams.has("list-type")) return listed(searchParams);
    if (isRefusing && request.method !== "GET") return failure(403, "AccessDenied");
    const uploadId = searchParams.get("uploadId");
    if (request.method === "POST" && searchParams.has("uploads")) {
      const id = crypto.randomUUID();
      uploads.set(id, new Map());
      return xml(
        `<InitiateMultipartUploadResult><Bucket>bucket</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (request.method === "PUT" && uploadId !== null) {
      uploads.get(uploadId)?.set(Number(searchParams.get("partNumber")), await request.bytes());
      return new Response(null, { headers: { ETag: '"part"' } });
    }
    if (request.method === "POST" && uploadId !== null) {
      const parts = [...(uploads.get(uploadId) ?? [])].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
      objects.set(key, new Uint8Array(Buffer.concat(parts)));
      completed += 1;
      return xml(
        `<CompleteMultipartUploadResult><Key>${key}</Key><ETag>"all"</ETag></CompleteMultipartUploadResult>`,
      );
    }
    if (request.method === "PUT") {
      objects.set(key, await request.bytes());
      return new Response(null, { headers: { ETag: '"one"' } });
    }
    if (request.method === "DELETE") {
      objects.delete(key);
      return new Response(null, { status: 204 });
    }
    if (held && request.method === "GET" && key.endsWith(held.ending)) {
      const { reach, released } = held;
      held = null;
      reach();
      await released;
    }
    const found = objects.get(key);
    if (!found) return failure(404, "NoSuchKey");
    const headers = { "Content-Length": String(found.byteLength), ETag: '"one"' };
    return new Response(request.method === "HEAD" ? null : new Uint8Array(found), { headers });
  }

  function listed(asked: URLSearchParams): Response {
    const keys = [...objects.keys()].filter((key) => key.startsWith(asked.get("prefix") ?? "")).sort();
    const from = Number(asked.get("continuation-token") ?? 0);
    const page = keys.slice(from, from + pageSize);
    const isTruncated = from + pageSize < keys.length;
    const contents = page.map(
      (key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)?.byteLength ?? 0}</Size></Contents>`,
    );
    const next = isTruncated ? `<NextContinuationToken>${from + pageSize}</NextContinuationToken>` : "";
    return xml(
      `<ListBucketResult><Name>bucket</Name><KeyCount>${page.length}</KeyCount><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`,
    );
  }

  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: answer, development: false });
  return {
    endpoint: `http://127.0.0.1:${server.port}`,
    objects,
    inParts: () => completed,
    refuse: (isRefused) => void (isRefusing = isRefused),
    hold(ending) {
      const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      held = { ending, reach: reached.resolve, released: released.promise };
      return { reached: reached.promise, release: released.resolve };
    },
    stop: () => server.stop(true),
  };
}

const xml = (body: string) =>
  new Response(`<?xml version="1.0" encoding="UTF-8"?>${body}`, {
    headers: { "Content-Type": "application/xml" },
  });

function failure(status: number, code: string): Response {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return new Response(body, { status, headers: { "Content-Type": "application/xml" } });
}
