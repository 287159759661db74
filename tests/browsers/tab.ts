// What a check needs of a browser: the same few things of Chromium, Firefox and WebKit.

export interface Tab {
  open(url: string): Promise<void>;
  /** An expression whose value is JSON: BiDi gives elements back as undefined, WebDriver as something else again. */
  evaluate(expression: string): Promise<unknown>;
  /** Where the pointer goes, in pixels of the page that is seen. */
  moveTo(at: Point): Promise<void>;
  /** Where the pointer is. */
  press(): Promise<void>;
  scrollBy(at: Point, deltaY: number): Promise<void>;
  type(text: string): Promise<void>;
  /** "Enter", "Control+k", "Alt+Shift+ArrowUp". */
  key(chord: string): Promise<void>;
  /** What a person chooses in the browser's own dialog. The field is the only one of its kind, and hidden. */
  chooseFiles(paths: readonly string[]): Promise<void>;
  /** A PNG of what is seen. */
  picture(): Promise<Uint8Array>;
  /** What the browser complained about since this was asked last; empty when all is well. */
  complaints(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Point {
  x: number;
  y: number;
}

export interface Engine {
  /** With its version. */
  name: string;
  /** A tab of the one profile that this browser has, or a window. */
  openTab(): Promise<Tab>;
  /** The cookie `name=value` of a session of this server; null signs out. */
  setCookie(url: string, cookie: string | null): Promise<void>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** A folder that is removed when the browser has gone. */
  folder: string;
}

/** Wide enough for the side and a panel. */
export const screenSize = { width: 1200, height: 800 };
