import { findLinks } from "../../text/autolink.ts";

/** The text as it was typed, links as links. */
export function Body({ text, isEdited = false }: { text: string; isEdited?: boolean }) {
  return (
    <p class="body" dir="auto">
      {findLinks(text).map((piece, index) =>
        typeof piece === "string" ? (
          piece
        ) : (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ),
      )}
      {isEdited && <span class="edited">edited</span>}
    </p>
  );
}
