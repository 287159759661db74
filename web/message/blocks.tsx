import type { ComponentChildren } from "preact";

import type { Block, Item, List } from "../../src/protocol/markdown/tree.ts";
import type { Naming } from "./read_mention.ts";

import { CodeBlockView } from "./code_block.tsx";
import { Inlines } from "./inlines.tsx";

/** Quotes mention nobody (M1). */
const nobody: Naming = { mentions: [], broadcast: null };

interface BlocksProps {
  blocks: readonly Block[];
  naming: Naming;
  /** Around them all is the message: each finds its own direction. Inside, each line does. */
  isOutermost?: boolean;
  /** What stands behind the last line. */
  end?: ComponentChildren;
}

export function Blocks({ blocks, naming, isOutermost = false, end }: BlocksProps) {
  const dir = isOutermost ? "auto" : undefined;
  const last = blocks.at(-1);
  return (
    <>
      {blocks.map((block) => (
        <BlockView key={block.start} block={block} naming={naming} dir={dir} end={block === last && end} />
      ))}
      {end && last?.kind !== "paragraph" && <p class="body-end">{end}</p>}
    </>
  );
}

interface BlockViewProps {
  block: Block;
  naming: Naming;
  dir: "auto" | undefined;
  end: ComponentChildren;
}

function BlockView({ block, naming, dir, end }: BlockViewProps) {
  const around = { dir, ...gapStyle(block) };
  if (block.kind === "paragraph") {
    return (
      <p {...around}>
        <Inlines nodes={block.children} naming={naming} />
        {end}
      </p>
    );
  }
  if (block.kind === "code_block") {
    return (
      <div class="code-frame" {...gapStyle(block)}>
        <CodeBlockView info={block.info} code={block.text} />
      </div>
    );
  }
  if (block.kind === "list") return <ListView list={block} naming={naming} dir={dir} />;
  return (
    <blockquote {...around}>
      <Blocks blocks={block.children} naming={nobody} />
    </blockquote>
  );
}

interface ListViewProps {
  list: List;
  naming: Naming;
  dir: "auto" | undefined;
}

/** Numbers as typed, not as they would follow. */
function ListView({ list, naming, dir }: ListViewProps) {
  const items = list.items.map((item) => (
    <li key={item.start} ref={numbered(item)} {...gapStyle(item)}>
      <Blocks blocks={item.children} naming={naming} />
    </li>
  ));
  const numbers = list.items.flatMap(({ number }) => number ?? []);
  if (numbers.length === 0) {
    return (
      <ul dir={dir} {...gapStyle(list)}>
        {items}
      </ul>
    );
  }
  const digits = String(Math.max(...numbers)).length;
  return (
    <ol dir={dir} style={{ "--gap": list.gap, "--digits": digits }}>
      {items}
    </ol>
  );
}

/** By hand: Preact sets no `value` of 0, as that is what the element says without one. */
function numbered({ number }: Item) {
  return (element: HTMLLIElement | null) => {
    if (number !== null) element?.setAttribute("value", String(number));
  };
}

/** Blank lines that were typed above it are shown (K2). */
function gapStyle({ gap }: { gap: number }) {
  return gap > 0 ? { style: { "--gap": gap } } : {};
}
