// The description of the API, made on a thread that ends with its answer.
export interface DescribedApi {
  /** OpenAPI, as JSON. */
  document: string;
  /** The page /docs/reference, as HTML. */
  reference: string;
}

/** Rejects if the thread fails. */
export function describeOnThread(): Promise<DescribedApi> {
  const { promise, resolve, reject } = Promise.withResolvers<DescribedApi>();
  const worker = new Worker(new URL("./api_worker.ts", import.meta.url).href);
  worker.addEventListener("message", ({ data }: MessageEvent<DescribedApi>) => {
    worker.terminate();
    resolve(data);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    reject(new Error(event.message));
  });
  worker.addEventListener("close", () => reject(new Error("The thread ended without an answer.")));
  return promise;
}
