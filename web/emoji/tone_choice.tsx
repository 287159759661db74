import { useState } from "preact/hooks";

import { inTone, type SkinTone } from "./skin_tone.ts";

const tones: { tone: SkinTone; name: string }[] = [
  { tone: 0, name: "No skin tone" },
  { tone: 1, name: "Light" },
  { tone: 2, name: "Medium light" },
  { tone: 3, name: "Medium" },
  { tone: 4, name: "Medium dark" },
  { tone: 5, name: "Dark" },
];

/** The tone of hands and people, chosen once for all. */
export function ToneChoice({ tone, setTone }: { tone: SkinTone; setTone: (tone: SkinTone) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const chosen = tones.find((one) => one.tone === tone);
  if (!isOpen) {
    const label = `Skin tone: ${chosen?.name ?? "none"}`;
    return (
      <button type="button" class="emoji" aria-label={label} title={label} onClick={() => setIsOpen(true)}>
        {inTone("✋", tone)}
      </button>
    );
  }
  return (
    <div class="emoji-tones" role="group" aria-label="Skin tone">
      {tones.map((one) => (
        <button
          key={one.tone}
          type="button"
          class="emoji"
          aria-label={one.name}
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
