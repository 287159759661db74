// Files dragged over a room. Where they fall on anything else `refuse_drops.ts` keeps the browser from opening them.
import { useEffect, useState } from "preact/hooks";

import { after, type Timer } from "../app/timers.ts";
import { Icon } from "../ui/icons.tsx";
import { tFilesLazy } from "./lazy_words.ts";

/** While files are over the page the browser says so every 350 ms, moved or not. */
const idleMs = 900;

interface DropZoneProps {
  /** "harbour": where they go. */
  name: string;
  add: (files: readonly File[]) => void;
}

export function DropZone({ name, add }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    // A picture of the page itself has files in it, too: it is no upload.
    let isOwn = false;
    let timer: Timer | null = null;
    const isFiles = ({ dataTransfer }: DragEvent) => !isOwn && dataTransfer?.types.includes("Files") === true;
    const end = () => {
      timer?.cancel();
      setIsOver(false);
    };
    const listeners = {
      dragstart: () => (isOwn = true),
      // A drag is over when the pointer moves by itself: no `dragend` comes of what is gone meanwhile.
      dragend: () => (isOwn = false),
      pointermove: () => {
        isOwn = false;
        end();
      },
      dragover(event: DragEvent) {
        if (!isFiles(event)) return;
        event.preventDefault();
        if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
        setIsOver(true);
        // No count of elements that were entered and left: one that is removed is never left, nor is one left by Escape.
        timer?.cancel();
        timer = after(idleMs, end);
      },
      dragleave: (event: DragEvent) => event.relatedTarget === null && end(),
      drop(event: DragEvent) {
        if (!isFiles(event)) return;
        event.preventDefault();
        end();
        add(filesIn(event.dataTransfer));
      },
    };
    const all = Object.entries(listeners) as [keyof DocumentEventMap, EventListener][];
    for (const [type, listener] of all) document.addEventListener(type, listener);
    return () => {
      timer?.cancel();
      for (const [type, listener] of all) document.removeEventListener(type, listener);
    };
  }, [add]);

  if (!isOver) return null;
  return (
    <div class="drop-veil">
      <p>
        <Icon name="clip" size={24} />
        <span>{tFilesLazy.with("drop", { room: <bdi>{name}</bdi> })}</span>
      </p>
    </div>
  );
}

/** A folder is no file: it would only fail when it is read. */
function filesIn(transfer: DataTransfer | null): File[] {
  if (!transfer) return [];
  return [...transfer.items].flatMap((item) => {
    if (item.kind !== "file" || item.webkitGetAsEntry()?.isDirectory) return [];
    return item.getAsFile() ?? [];
  });
}
