// Every key that does something by itself, in one table: what listens and the sheet of shortcuts read the same. A chord is
// written with `+`; `Mod` is ⌘ on Apple's machines and Ctrl elsewhere.

export const shortcuts = {
  switcher: ["Mod+K"],
  search: ["Mod+Shift+F"],
  previousRoom: ["Alt+ArrowUp"],
  nextRoom: ["Alt+ArrowDown"],
  previousUnread: ["Alt+Shift+ArrowUp"],
  nextUnread: ["Alt+Shift+ArrowDown"],
  markRead: ["Escape"],
  markAllRead: ["Shift+Escape"],
  sheet: ["Mod+/", "?"],
} as const satisfies Record<string, readonly string[]>;

export type ShortcutName = keyof typeof shortcuts;
