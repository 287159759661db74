// The addresses of the page's views, for the server that serves its document there and for the page that draws them.
// `:name` is any one part.
export const pagePaths = [
  "/",
  "/r/:id",
  "/r/:id/:seq",
  "/mentions",
  "/saved",
  "/drafts",

  "/search",
  "/settings",
  "/settings/:section",
  "/admin",
  "/admin/:section",
  "/join",
  "/reset",
  "/setup",
] as const;

type PagePath = (typeof pagePaths)[number];

/** Which of them an address is, and what stands in its parts; a slash at its end changes nothing. */
export function readPagePath(address: string): { path: PagePath; parts: string[] } | null {
  const given = address.split("/");
  if (given.length > 2 && given[1] !== "" && given.at(-1) === "") given.pop();
  for (const path of pagePaths) {
    const wanted = path.split("/");
    const isPart = (at: number) => wanted[at]?.startsWith(":") === true;
    if (
      wanted.length === given.length &&
      given.every((part, at) => (isPart(at) ? part !== "" : part === wanted[at]))
    ) {
      return { path, parts: given.filter((_, at) => isPart(at)) };
    }
  }
  return null;
}

/** Each with a slash at its end, too. */
export function spellingsOf(path: PagePath): string[] {
  return path === "/" ? [path] : [path, `${path}/`];
}
