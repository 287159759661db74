import { useState } from "preact/hooks";

import { tEmoji } from "./words.ts";

import { inTone, type SkinTone } from "./skin_tone.ts";

const tones = [
  { tone: 0, name: "tone0" },
  { tone: 1, name: "tone1" },
  { tone: 2, name: "tone2" },
  { tone: 3, name: "tone3" },
  { tone: 4, name: "tone4" },
  { tone: 5, name: "tone5" },
] as const satisfies { tone: SkinTone; name: string }[];

/** The skin tone, chosen once for all emoji. */
export function ToneChoice({ tone, setTone }: { tone: SkinTone; setTone: (tone: SkinTone) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const chosen = tones.find((one) => one.tone === tone);
  if (!isOpen) {
    const label = tEmoji("skinToneNow", { name: tEmoji(chosen?.name ?? "tone0") });
    return (
      <button type="button" class="emoji" aria-label={label} title={label} onClick={() => setIsOpen(true)}>
        {inTone("✋", tone)}
      </button>
    );
  }
  return (
    <div class="emoji-tones" role="group" aria-label={tEmoji("skinTone")}>
      {tones.map((one) => (
        <button
          key={one.tone}
          type="button"
          class="emoji"
          aria-label={tEmoji(one.name)}
          aria-pressed={one.tone === tone}
          onClick={() => {
            setTone(one.tone);
            setIsOpen(false);
          }}
        >
          {inTone("✋", one.tone)}
        </button>
      ))}
    </div>
  );
}
