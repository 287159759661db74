// Selectors of what has no role and no name: boxes that are measured, colours, states that only the eye sees. Page tests have
// a class, an id or an attribute nowhere else (`tests/unit/page_selectors.test.ts`); all else is in `page_parts.ts`.

export const visual = {
  // --- the columns and their boxes ---
  appShell: ".app-shell",
  /** On a phone: what is shown, while no finger moves it. */
  restingView: (view: string) => `.app-shell[data-view=${view}]:not([data-swipe])`,
  restingShell: ".app-shell:not([data-swipe])",
  swipedBack: ".app-shell[data-swipe=back]",
  /** The room beneath a panel that covers it: inert, it has no role. */
  room: ".room",
  app: "#app",
  roomHead: ".room-head",
  roomParts: [".timeline", ".room-head", ".composer"],
  roomSkeleton: "main.room[aria-busy=true] .timeline-skeleton",
  skeleton: ".timeline-skeleton",
  sidebarList: ".sidebar-scroll",
  listFoot: ".listed-foot",
  notPrinted: [".sidebar", ".composer", ".to-end", ".room-tools"],
  /** Before the page has taken them over, and in a script of the page. */
  frame: ".composer, .room-head",
  timeline: ".timeline",
  timelineInner: ".timeline-inner",
  beginning: ".beginning",
  columnEdge: ".column-edge",
  /** What shows the ring of the field in it. */
  ringed: ".composer-card, .field-box, .edit-box .writing",
  message: ".timeline article",
  messageText: ".timeline article .body",
  /** By its number, where texts are many or long. */
  messageAt: (seq: number | string) => `article[data-seq="${seq}"]`,

  // --- a message ---
  /** Marked for a moment: a link led there. */
  reached: ".is-reached",
  /** A finger rests on it. */
  heldMessage: ".message[data-held]",
  mentionsMe: ".mentions-me",
  mentionOfMe: ".mention.is-mention",
  messageActions: ".message-actions",
  sheetText: ".sheet-text",
  codeBlock: ".code-block",
  codeWord: ".code-word",
  avatar: ".avatar",
  avatarPicture: ".avatar > img",
  loadedAvatar: ".avatar > img[data-there]",
  missingAvatar: ".avatar > img:not([data-there])",
  presence: (state: "online" | "offline") => `.presence.is-${state}`,
  dndPresence: ".presence.is-dnd",
  disturbablePresence: ".presence:not(.is-dnd)",
  unreadRow: ".sidebar-row.is-unread",
  mentionCount: ".sidebar-row-count.is-mention",

  // --- where one writes ---
  composerField: ".composer-text",
  enabledField: ".composer-text:not(:disabled)",
  roomComposer: ".room > .composer",
  composerCard: ".composer-card",
  composerFoot: ".composer-foot",
  editBox: ".edit-box",
  belowMessages: ".to-end, .composer",
  field: ".writing",
  fieldLayer: ".writing-layer",
  highlightedField: ".writing.is-highlighted",
  uploaded: ".tray-item.is-done",
  dropVeil: ".drop-veil",
  /** Hidden: a button stands for it. */
  fileField: "input[type=file]",
  textFields: "textarea, select, input:not([type=radio], [type=checkbox], [type=file])",
  invalidField: '[aria-invalid="true"]',
  fieldError: ".save-note .field-error",

  // --- what floats ---
  notice: ".notice",
  note: ".float-note",
  emoji: ".emoji-grid .emoji",
  emojiGrid: ".emoji-grid",
  emojiList: ".emoji-scroll",
  preview: ".preview",
  dateFilter: ".filter-pill.is-date",

  // --- any of many ---
  current: "[aria-current]",
  currentPage: "[aria-current=page]",
  focusable: "a[href], button, input, select, summary, [tabindex]:not(pre)",
  tabStop: "[tabindex='0']",
  themeColor: 'meta[name="theme-color"]',
  seen: ":not(.unseen)",
  seenOutsidePreview: ":not(.unseen, .preview, .preview *)",
  /** Code, the row of filters and the kinds of emoji are scrolled sideways on purpose. */
  sideways: "pre, .search-filters, .emoji-tabs",
  /** What a finger presses, what may cover it, and what is as high as its line of text. */
  targets: {
    pressed: "a[href], button, input, select, textarea, summary, [role=option], [role=menuitem]",
    floating: ".to-end, .unread-bar, .message-actions, .notices, .menu, .person-card",
    inText: ".link, .person-button, .listed-link, .mention, .body a, .message-marks *",
    opened: "dialog[open], [role=menu]",
  },
};
