import { useRef, useState } from "preact/hooks";

import type { Message, Reaction } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { nameList } from "../people/name_list.ts";
import { nameOf } from "../people/people_words.ts";

import { FloatNote } from "../ui/tooltip.tsx";
import { useReact } from "./use_react.ts";
import { tPeople } from "../people/words.ts";
import { tReactions } from "./words.ts";
import { writeNumber } from "../i18n/locale.ts";
import { panelsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const Reactors = lazy(panelsChunk, ({ Reactors }) => Reactors, inDialog);

interface ReactionChipsProps {
  message: Message;
  /** My reactions that `userIds` does not list (E3). */
  mine: ReadonlySet<string> | undefined;
}

/** Reactions to a message, mine in accent colour; a click adds or removes mine. */
export function ReactionChips({ message, mine }: ReactionChipsProps) {
  const me = useChat().user.value.id;
  return (
    <ul class="reactions" aria-label={tReactions("reactions")}>
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <ReactionChip
            message={message}
            reaction={reaction}
            isMine={reaction.userIds.includes(me) || (mine?.has(reaction.emoji) ?? false)}
          />
        </li>
      ))}
    </ul>
  );
}

interface ReactionChipProps {
  message: Message;
  reaction: Reaction;
  isMine: boolean;
}

function ReactionChip({ message, reaction, isMine }: ReactionChipProps) {
  const { show } = useApp();
  const chat = useChat();
  const react = useReact();
  const chip = useRef<HTMLButtonElement>(null);
  const [isNoted, setIsNoted] = useState(false);
  const { emoji, count, userIds } = reaction;
  const names = userIds.flatMap((id) => {
    if (id === chat.user.value.id) return [tReactions("you")];
    const person = chat.people.value.get(id);
    return person ? [nameOf(person)] : [];
  });
  const hidden = count - names.length;
  const givers = nameList(names, hidden);

  /** Names who reacted; people not known yet are requested. */
  function note(): void {
    setIsNoted(true);
    chat.meet(userIds);
  }

  const others = () => (
    <button
      type="button"
      class="link"
      onClick={() => show((close) => <Reactors message={message} emoji={emoji} close={close} />)}
    >
      {tPeople("others", { count: hidden })}
    </button>
  );

  return (
    <span
      class="reaction-frame"
      onPointerEnter={(event) => event.pointerType === "mouse" && note()}
      onPointerLeave={() => setIsNoted(false)}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsNoted(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isNoted) return;
        event.preventDefault();
        event.stopPropagation();
        setIsNoted(false);
        chip.current?.focus();
      }}
    >
      <button
        ref={chip}
        type="button"
        class="reaction"
        aria-pressed={isMine}
        aria-label={tReactions("chip", { emoji, number: count, names: givers })}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && note()}
        onClick={() => void react(message, emoji, !isMine)}
      >
        <span class="reaction-emoji">{emoji}</span>
        <span class="reaction-count">{writeNumber(count)}</span>
      </button>
      {isNoted && chip.current && (
        <FloatNote anchor={chip.current} close={() => setIsNoted(false)}>
          <span class="reaction-big">{emoji}</span>
          <span>
            {hidden === 0
              ? givers
              : names.length === 0
                ? others()
                : tReactions.with("andOthers", { names: names.join(tPeople("comma")), others: others() })}
          </span>
        </FloatNote>
      )}
    </span>
  );
}
