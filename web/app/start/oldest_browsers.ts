/** The oldest browsers the page works in: for `light-dark()` (Chrome, Safari) and the segmenter of `Intl` (Firefox). */
export const oldestBrowsers = { chrome: "123", firefox: "125", safari: "17.5" } as const;
