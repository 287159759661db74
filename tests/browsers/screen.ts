// What a check does with a tab: it finds, presses, types, and waits for what must come.
import { findSource, toJson, type Wanted } from "./find_in_page.ts";
import type { Point, Tab } from "./tab.ts";

export interface Screen {
  open(path: string): Promise<void>;
  /** Waits until there is one of these. */
  see(wanted: Wanted): Promise<void>;
  /** Waits until there is none. */
  miss(wanted: Wanted): Promise<void>;
  /** Moves the pointer to its middle, once it stands still and nothing lies over it. */
  hover(wanted: Wanted): Promise<void>;
  click(wanted: Wanted): Promise<void>;
  /** Into the field, in the place of what was there. */
  fillIn(wanted: Wanted, text: string): Promise<void>;
  type(text: string): Promise<void>;
  key(chord: string): Promise<void>;
  /** Turns the wheel over the box, which is not at that end, and waits until it stands still. */
  scrollBy(wanted: Wanted, deltaY: number): Promise<void>;
  chooseFiles(paths: readonly string[]): Promise<void>;
  /** What the page makes of all that are found. Its result is JSON; nothing outside of `look` is there. */
  read<T, A = undefined>(wanted: Wanted, inPage: (found: HTMLElement[], arg: A) => T, arg?: A): Promise<T>;
  /** Waits until it is so. */
  untilHolds<A = undefined>(
    wanted: Wanted,
    inPage: (found: HTMLElement[], arg: A) => boolean,
    arg?: A,
  ): Promise<void>;
  picture(): Promise<Uint8Array>;
  complaints(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What does not come is bounded; what comes late on a busy machine has come. */
const patienceMs = 20_000;
const betweenMs = 25;

export function createScreen(tab: Tab, origin: string): Screen {
  async function read<T, A>(
    wanted: Wanted,
    inPage: (found: HTMLElement[], arg: A) => T,
    arg?: A,
  ): Promise<T> {
    const call = `(${inPage.toString()})(${findSource}(${toJson(wanted)}), ${JSON.stringify(arg)})`;
    const text = await tab.evaluate(`JSON.stringify([${call}])`);
    if (typeof text !== "string") throw new Error(`The page answered ${String(text)}.`);
    return JSON.parse(text)[0];
  }

  /** `look` gives null until it is so. */
  async function until<T>(sentence: string, inPage: () => Promise<T | null>): Promise<T> {
    const end = performance.now() + patienceMs;
    let trouble = "";
    do {
      // While a page is loaded there may be nothing to ask.
      const found = await inPage().catch((error: unknown) => {
        trouble = ` ${String(error)}`;
        return null;
      });
      if (found !== null) return found;
      await Bun.sleep(betweenMs);
    } while (performance.now() < end);
    const shown = await read({}, () => document.body.innerText.replace(/\s+/g, " ").slice(-1500)).catch(
      String,
    );
    const focus = await read({}, () => document.activeElement?.outerHTML.slice(0, 300)).catch(String);
    throw new Error(`${sentence}${trouble} Focus: ${focus}. Shown: ${shown}`);
  }

  const untilHolds: Screen["untilHolds"] = (wanted, inPage, arg) =>
    until(`Of ${toJson(wanted)} this does not hold: ${inPage.toString()}`, async () =>
      (await read(wanted, inPage, arg)) ? true : null,
    ).then(() => undefined);

  /** Where it can be pressed. */
  async function untilPressable(wanted: Wanted): Promise<Point> {
    let before = "";
    let why = "";
    return until(`${toJson(wanted)} cannot be pressed.`, async () => {
      const seen = await read(wanted, target);
      why = seen.why;
      const workspace = JSON.stringify(seen);
      const isStill = workspace === before;
      before = workspace;
      return isStill && why === "" ? seen.at : null;
    }).catch((error: unknown) => {
      throw new Error(`${why} ${String(error)}`);
    });
  }

  async function hover(wanted: Wanted): Promise<void> {
    await tab.moveTo(await untilPressable(wanted));
  }

  async function click(wanted: Wanted): Promise<void> {
    await hover(wanted);
    await tab.press();
  }

  return {
    open: (path) => tab.open(origin + path),
    see: (wanted) => untilHolds(wanted, (found) => found.length > 0),
    miss: (wanted) => untilHolds(wanted, (found) => found.length === 0),
    hover,
    click,
    async fillIn(wanted, text) {
      await click(wanted);
      await untilHolds(wanted, ([field]) => field === document.activeElement);
      await tab.key("Control+a");
      await tab.type(text);
    },
    type: (text) => tab.type(text),
    key: (chord) => tab.key(chord),
    async scrollBy(wanted, deltaY) {
      const before = await read(wanted, position);
      await tab.scrollBy((await read(wanted, target)).at, deltaY);
      let last = -1;
      await until(`${toJson(wanted)} does not scroll.`, async () => {
        const { top, height } = await read(wanted, position);
        const isStill = top === last;
        last = top;
        // More may have come above or below meanwhile.
        return isStill && (top !== before.top || height !== before.height) ? true : null;
      });
    },
    chooseFiles: (paths) => tab.chooseFiles(paths),
    read,
    untilHolds,
    picture: () => tab.picture(),
    complaints: () => tab.complaints(),
    close: () => tab.close(),
  };
}

const position = ([box]: HTMLElement[]) => ({ top: box?.scrollTop ?? 0, height: box?.scrollHeight ?? 0 });

/** In the page: the middle of the only one, and why it cannot be pressed now. */
function target(found: HTMLElement[]): { at: Point; why: string } {
  const [element] = found;
  if (!element || found.length > 1) return { at: { x: 0, y: 0 }, why: `There are ${found.length}.` };
  const outside = () => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > innerHeight || top < 0;
  };
  if (outside()) element.scrollIntoView({ block: "nearest" });
  const { left, top, width, height } = element.getBoundingClientRect();
  // A row may be taller than what is seen of it.
  const [start, end] = [Math.max(0, top), Math.min(innerHeight, top + height)];
  const at = { x: Math.round(left + width / 2), y: Math.round((start + end) / 2) };
  const over = document.elementFromPoint(at.x, at.y);
  const isFree = over !== null && (element.contains(over) || over.closest("label")?.contains(element));
  const isOff = element.matches(":disabled");
  return { at, why: isOff ? "It is off." : isFree ? "" : `It lies under ${over?.outerHTML.slice(0, 200)}.` };
}
