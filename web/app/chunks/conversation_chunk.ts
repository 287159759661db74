// The view of messages: one chunk, fetched while the server is asked for the messages.
export { QuoteText } from "../../message/quote_line.tsx";
export { Timeline } from "../../conversation/timeline.tsx";
