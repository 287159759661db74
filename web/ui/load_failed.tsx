import { tUi } from "./words.ts";

interface LoadFailedProps {
  text?: string;
  retry: () => void;
}

/** In place of what could not be loaded. */
export function LoadFailed({ text = tUi("notLoaded"), retry }: LoadFailedProps) {
  return (
    <p class="list-note" role="alert">
      {text}{" "}
      <button type="button" class="link" onClick={retry}>
        {tUi("tryAgain")}
      </button>
    </p>
  );
}
