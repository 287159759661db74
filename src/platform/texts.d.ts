/** Files that are taken in as they are: `import text from "./some.md" with { type: "text" }`. */
declare module "*.md" {
  const text: string;
  export default text;
}
declare module "*.css" {
  const text: string;
  export default text;
}
