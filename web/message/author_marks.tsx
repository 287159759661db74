// Behind a name on a row: what tells its owner from who is called alike (L9).
import type { Author } from "../../src/protocol/shapes.ts";
import { tMessage } from "./words.ts";

export function AuthorMarks({ author: { role, ambiguous, username } }: { author: Author }) {
  return (
    <>
      {role === "admin" && <span class="author-mark is-admin">{tMessage("admin")}</span>}{" "}
      {ambiguous && <bdi class="author-mark">@{username}</bdi>}{" "}
    </>
  );
}
