import { later } from "../lazy/lazy.tsx";

/** Comes after what is said; where it does not come, the column stays as wide as it is. */
export const SideEdge = later(() => import("./column_edge.tsx").then(({ ColumnEdge }) => ColumnEdge), {
  frame: () => null,
});
