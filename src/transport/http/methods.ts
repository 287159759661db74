// Which methods an address knows, for 405: a script that sends POST where PATCH is meant should read so.
interface Route {
  method: string;
  path: string;
}

export function allowedMethods(routes: Route[], path: string): string[] {
  const found = new Set<string>();
  for (const route of routes) {
    // "ALL" and "*" are the middleware and the page, not addresses.
    if (route.method === "ALL" || route.path.endsWith("*")) continue;
    if (matches(route.path, path)) found.add(route.method);
  }
  return [...found].toSorted();
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((part, at) => (part.startsWith(":") ? given[at] !== "" : part === given[at]))
  );
}
