// After a name on a row: marks that tell people with similar names apart (L9).
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
