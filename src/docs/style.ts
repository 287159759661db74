// The style of the help: the colours and sizes of the page, and its own style sheet.
import tokens from "../../web/ui/tokens.css" with { type: "text" };

import sheet from "./docs.css" with { type: "text" };

export const docsStyle = `${tokens}\n${sheet}`;
