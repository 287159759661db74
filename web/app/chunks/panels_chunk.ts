// The side panels, and the views in place of a room: one chunk.
export { DraftsView } from "../../message_lists/drafts_view.tsx";
export { MentionsView } from "../../message_lists/mentions_view.tsx";
export { SearchView } from "../../search/search_view.tsx";
export { SavedView } from "../../message_lists/saved_view.tsx";
export { DetailsPanel } from "../../rooms/details/details_panel.tsx";
export { NotMember } from "../../conversation/not_member.tsx";
export { PinsPanel } from "../../message_lists/pins_panel.tsx";
export { Reactors } from "../../reactions/reactors.tsx";
export { RepliesPanel } from "../../conversation/replies_panel.tsx";
