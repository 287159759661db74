// A finger on a phone, as the browser hears of it.
import type { CDPSession, Page } from "playwright-core";

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export interface Finger {
  down: (x: number, y: number) => Promise<void>;
  move: (x: number, y: number) => Promise<void>;
  up: () => Promise<void>;
}

export async function finger(page: Page): Promise<Finger> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const send = async (type: "touchStart" | "touchMove" | "touchEnd", at: [number, number] | null) => {
    await cdp.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: at ? [{ x: at[0], y: at[1] }] : [],
    });
  };
  return {
    down: (x, y) => send("touchStart", [x, y]),
    move: (x, y) => send("touchMove", [x, y]),
    up: () => send("touchEnd", null),
  };
}

/** The parts of the page that listen to fingers have come. */
export async function receivesTouch(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("/part-")),
  );
  await page.waitForLoadState("networkidle");
}
