// How wide columns may be, and what a finger on a phone means.
import { describe, expect, test } from "bun:test";

import {
  clampWidth,
  columns,
  keepWidth,
  limitsOf,
  readWidth,
  roomLeast,
  type Column,
} from "../../web/ui/columns/widths.ts";
import { goesThrough, mayBegin, meaningOf, travelOf } from "../../web/ui/gestures/swipe.ts";

function storage(start: Record<string, string> = {}) {
  const values = new Map(Object.entries(start));
  return {
    values,
    get: (key: string) => values.get(key) ?? null,
    put: (key: string, value: string) => void values.set(key, value),
    remove: (key: string) => void values.delete(key),
  };
}

describe("[LAYOUT] a column", () => {
  test("leaves the room its width on any screen that has room for both", () => {
    for (let page = 721; page <= 2600; page += 7) {
      const side = clampWidth(9999, limitsOf("side", { page, others: 0 }));
      expect(page - side).toBeGreaterThanOrEqual(roomLeast);
      if (page < 1100) continue;
      const beside = clampWidth(9999, limitsOf("side", { page, others: columns.panel.min }));
      const panel = clampWidth(9999, limitsOf("panel", { page, others: beside }));
      expect(page - beside - panel).toBeGreaterThanOrEqual(roomLeast);
      expect(panel).toBeGreaterThanOrEqual(columns.panel.min);
    }
  });

  test("is never narrower than its least, whatever it is drawn to", () => {
    for (const column of ["side", "panel"] as const) {
      const limits = limitsOf(column, { page: 400, others: 0 });
      expect(clampWidth(-50, limits)).toBe(columns[column].min);
      expect(limits.max).toBeGreaterThanOrEqual(limits.min);
    }
  });

  test("comes back as wide as it was left; what is kept may be anything", () => {
    const localStore = storage();
    const roundTrip = (column: Column, width: number) => {
      keepWidth(localStore, column, width);
      return readWidth(localStore, column);
    };
    expect(roundTrip("side", 330)).toBe(330);
    expect(roundTrip("panel", 500)).toBe(500);
    expect(roundTrip("side", columns.side.usual)).toBe(columns.side.usual);
    expect([...localStore.values.keys()]).toEqual(["confab:panel-width"]);
    for (const [storedText, width] of [
      ["", columns.side.usual],
      ["wide", columns.side.usual],
      ["-3", columns.side.usual],
      ["NaN", columns.side.usual],
      ["99999", columns.side.max],
      ["1", columns.side.min],
    ] as const) {
      expect({ storedText, width: readWidth(storage({ "confab:side-width": storedText }), "side") }).toEqual({
        storedText,
        width,
      });
    }
  });
});

describe("[LAYOUT] a finger", () => {
  test("begins a swipe from its side of the screen, but not where the browser's own gesture begins", () => {
    const from = (x: number, way: "back" | "on", isRtl = false) => mayBegin(x, { way, isRtl, width: 390 });
    expect([5, 23, 24, 60, 156, 157, 380].map((x) => from(x, "back"))).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([385, 366, 300, 200].map((x) => from(x, "on"))).toEqual([false, true, true, false]);
    // The other way round where the text runs the other way.
    expect([60, 330, 385].map((x) => from(x, "back", true))).toEqual([false, true, false]);
    expect([60, 330].map((x) => from(x, "on", true))).toEqual([true, false]);
  });

  test("means a swipe only when it goes along more than across", () => {
    expect(meaningOf({ along: 6, across: 5 })).toBe("open");
    expect(meaningOf({ along: 20, across: 4 })).toBe("swipe");
    expect(meaningOf({ along: 12, across: 11 })).toBe("other");
    expect(meaningOf({ along: 3, across: -40 })).toBe("other");
    expect(meaningOf({ along: -30, across: 0 })).toBe("other");
  });

  test("goes back to the right where text runs so, else to the left", () => {
    const right = [
      { x: 40, y: 100 },
      { x: 90, y: 110 },
    ] as const;
    expect(travelOf(...right, { way: "back", isRtl: false })).toEqual({ along: 50, across: 10 });
    expect(travelOf(...right, { way: "back", isRtl: true })).toEqual({ along: -50, across: 10 });
    expect(travelOf(...right, { way: "on", isRtl: false })).toEqual({ along: -50, across: 10 });
    expect(travelOf(...right, { way: "on", isRtl: true })).toEqual({ along: 50, across: 10 });
  });

  test("decides by a flick in either direction, else by where it was lifted", () => {
    expect(goesThrough({ along: 60, width: 390, speed: 0.8 })).toBe(true);
    expect(goesThrough({ along: 300, width: 390, speed: -0.8 })).toBe(false);
    expect(goesThrough({ along: 200, width: 390, speed: 0 })).toBe(true);
    expect(goesThrough({ along: 100, width: 390, speed: 0 })).toBe(false);
  });
});
