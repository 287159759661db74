// In the built page each `import()` of a part is a call of this: build.ts puts it there, with the names of all that the part
// imports. Chromium keeps a failed import as failed for as long as the page lives, and a failed import within it too
// (whatwg/html#6768). So all of it is fetched before, at the same time, and imported from the browser's cache.

/** `names` of all there is to fetch, the part first; `load` imports it. */
type ImportChunk = <T>(names: string, load: () => Promise<T>) => Promise<T>;

declare global {
  var importChunk: ImportChunk;
}

export function createImportChunk(): ImportChunk {
  const known = new Map<string, Promise<void>>();

  function fetchOnce(name: string): Promise<void> {
    let fetching = known.get(name);
    if (!fetching) {
      known.set(name, (fetching = fetchWhole(`/assets/part-${name}.js`)));
      fetching.catch(() => known.delete(name));
    }
    return fetching;
  }

  return async (names, load) => {
    await Promise.all(names.split(" ").map(fetchOnce));
    return load();
  };
}

async function fetchWhole(path: string): Promise<void> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}.`);
  await answer.arrayBuffer();
}
