// What stands inside a line. A line end stays a line end: the style sheet shows it as one, and a copy has it.
import type { Inline, Mention } from "../../src/protocol/markdown/tree.ts";
import { readMention, type Naming } from "./read_mention.ts";

import { BodyLink } from "./body_link.tsx";
import { MentionChip } from "./mention_chip.tsx";

interface InlinesProps {
  nodes: readonly Inline[];
  naming: Naming;
  /** Inside a link nothing else can be pressed. */
  isInLink?: boolean;
}

export function Inlines({ nodes, ...around }: InlinesProps) {
  return (
    <>
      {nodes.map((node) => (
        <InlineView key={node.start} node={node} {...around} />
      ))}
    </>
  );
}

type Around = Omit<InlinesProps, "nodes">;

const tags = { bold: "strong", italic: "em", strike: "del" } as const;

function InlineView({ node, ...around }: { node: Inline } & Around) {
  if (node.kind === "text") return <>{node.text}</>;
  if (node.kind === "break") return <>{"\n"}</>;
  if (node.kind === "code") {
    return (
      <code dir="ltr" translate={false}>
        {node.text}
      </code>
    );
  }
  if (node.kind === "mention") return <MentionView node={node} {...around} />;
  if (node.kind === "address") return <BodyLink href={node.href}>{node.text}</BodyLink>;
  if (node.kind === "link") {
    return (
      <BodyLink href={node.href} title={node.href}>
        <Inlines nodes={node.children} naming={around.naming} isInLink />
      </BodyLink>
    );
  }
  const Tag = tags[node.kind];
  return (
    <Tag>
      <Inlines nodes={node.children} {...around} />
    </Tag>
  );
}

/** Whoever is named, and what stands behind the name; what names nobody is text. */
function MentionView({ node, naming, isInLink = false }: { node: Mention } & Around) {
  const text = node.sign + node.name;
  const piece = isInLink ? null : readMention(node.name, naming);
  if (!piece) return <>{text}</>;
  return (
    <>
      <MentionChip piece={piece} broadcast={naming.broadcast} />
      {text.slice(piece.text.length)}
    </>
  );
}
