// What fingers do beyond pressing and scrolling: loaded where there is something to touch.
import { watchLongPress } from "./watch_long_press.ts";
import { watchSwipes, type SwipesOptions } from "./watch_swipes.ts";

export function watchTouch(options: SwipesOptions): () => void {
  const stops = [watchSwipes(options), watchLongPress()];
  return () => {
    for (const stop of stops) stop();
  };
}
