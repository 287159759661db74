// What shows what is said: loaded as one part, while the server is asked for it.
export { QuoteText } from "../../message/quote_line.tsx";
export { Timeline } from "../../conversation/timeline.tsx";
