// Files dragged over a room. The browser must not open them in place of the page, wherever they fall.
import { useEffect, useState } from "preact/hooks";

import { Icon } from "../../icons.tsx";
import { sayFiles } from "../../words/en/files.ts";

export interface DropZoneProps {
  /** "harbour": where they go. */
  name: string;
  add: (files: readonly File[]) => void;
}

export function DropZone({ name, add }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    // Of each element that is entered one is left: at zero the pointer has left the page.
    let depth = 0;
    const isFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      if (!isFiles(event)) return;
      depth += 1;
      setIsOver(true);
    };
    const over = (event: DragEvent) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };
    const leave = (event: DragEvent) => {
      if (!isFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      add(filesIn(event.dataTransfer));
    };
    document.addEventListener("dragenter", enter);
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragenter", enter);
      document.removeEventListener("dragover", over);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, [add]);

  if (!isOver) return null;
  return (
    <div class="drop-veil">
      <p>
        <Icon name="clip" size={24} />
        <span>{sayFiles.with("drop", { room: <bdi>{name}</bdi> })}</span>
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
