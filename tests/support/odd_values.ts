// Values that no field expects: of each wrong type, too big, too deep, and text that cannot be stored.
interface OddValue {
  name: string;
  /** As JSON text: some of it no JavaScript value would give. */
  json: string;
}

const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

export const oddValues: OddValue[] = [
  { name: "null", json: "null" },
  { name: "true", json: "true" },
  { name: "empty text", json: '""' },
  { name: "text", json: '"x"' },
  { name: "digits as text", json: '"1"' },
  { name: "zero", json: "0" },
  { name: "minus one", json: "-1" },
  { name: "a fraction", json: "1.5" },
  { name: "beyond 2^53", json: "9007199254740993" },
  { name: "beyond every number", json: "1e999" },
  { name: "an unknown id", json: "9007199254740991" },
  { name: "a list", json: "[1]" },
  { name: "an object", json: '{"a":1}' },
  { name: "a prototype", json: '{"__proto__":{"isAdmin":true},"constructor":null}' },
  { name: "a deep list", json: deep(20_000) },
  { name: "a long text", json: JSON.stringify("x".repeat(30_000)) },
  { name: "a lone surrogate", json: '"a\\ud800b"' },
  { name: "a lone low surrogate", json: '"\\udc00"' },
  { name: "U+0000", json: '"a\\u0000b"' },
  { name: "bidi controls", json: '"\\u202eabc\\u2066"' },
  { name: "invisible text", json: '"\\u200b\\ufeff\\u2800"' },
  { name: "quotes", json: `"'; DROP TABLE messages; --"` },
];

/** An object as JSON text, with one field's text replaced. */
export function withField(fields: Record<string, unknown>, field: string, json: string): string {
  const rest = Object.entries(fields)
    .filter(([name]) => name !== field)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{${[...rest, `${JSON.stringify(field)}:${json}`].join(",")}}`;
}

export function without(fields: Record<string, unknown>, field: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field)));
}
