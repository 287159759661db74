/** Codings that the client takes; one with `q=0` is refused by it. */
export function acceptedEncodings(header: string | undefined): ReadonlySet<string> {
  return new Set(
    (header ?? "")
      .split(",")
      .map((one) => one.trim().toLowerCase())
      .filter((one) => !/;\s*q=0(\.0*)?$/.test(one))
      .map((one) => one.split(";")[0]?.trim() ?? ""),
  );
}
