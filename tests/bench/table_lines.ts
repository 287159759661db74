// Which of the results are told where: the README, and src/docs/limits.md.
export interface Line {
  title: string;
  row: string;
  /** Shown together in one cell. */
  values: string[];
}

const latency = (stem: string, ...which: string[]) => which.map((one) => `${stem}${one}Ms`);

export const readmeLines: Line[] = [
  { title: "room of 1,000: deliveries/s", row: "room_1000_full", values: ["deliveriesPerSecond"] },
  { title: "room of 1,000: µs of processor a delivery", row: "room_1000_full", values: ["cpuUsPerDelivery"] },
  { title: "room of 32: posts/s", row: "room_32_full", values: ["postsPerSecond"] },
  { title: "200 rooms of 10: posts/s", row: "rooms_200x10_full", values: ["postsPerSecond"] },
  {
    title: "2,000 posts/s to these: p50 / p99 ms",
    row: "rooms_200x10_2000",
    values: latency("delivery", "P50", "P99"),
  },
];

const percentiles = ["P50", "P99", "P999"];
export const limitsLines: Line[] = [
  ...[
    ["room_1000_full", "room of 1,000, as many posts as go"],
    ["room_32_full", "room of 32, as many posts as go"],
    ["rooms_200x10_full", "200 rooms of 10, as many posts as go"],
  ].flatMap(([row = "", title = ""]) => [
    { title: `${title}: posts/s`, row, values: ["postsPerSecond"] },
    { title: "– deliveries/s", row, values: ["deliveriesPerSecond"] },
    { title: "– µs of processor a post", row, values: ["cpuUsPerPost"] },
    { title: "– µs of processor a delivery", row, values: ["cpuUsPerDelivery"] },
  ]),
  ...[
    ["room_1000_20", "room of 1,000, 20 posts/s"],
    ["room_1000_200", "room of 1,000, 200 posts/s"],
    ["room_1000_1000", "room of 1,000, 1,000 posts/s"],
    ["rooms_200x10_2000", "200 rooms of 10, 2,000 posts/s"],
  ].map(([row = "", title = ""]) => ({
    title: `${title}: to everyone, p50 / p99 / p99.9 ms`,
    row,
    values: latency("delivery", ...percentiles),
  })),
  { title: "2,000 busy connections: KiB each", row: "busy_2000", values: ["kibPerConnection"] },
  { title: "– MB of the server with them", row: "busy_2000", values: ["serverMb"] },
  { title: "10,000 idle connections: KiB each", row: "idle_10000", values: ["kibPerConnection"] },
  { title: "– MB of the server with them", row: "idle_10000", values: ["serverMb"] },
  { title: "10,000 people come: s until all have their rooms", row: "coming_in_10000", values: ["seconds"] },
  { title: "– MB of presence", row: "coming_in_10000", values: ["presenceMb"] },
];

export const confabLines: Line[] = [
  {
    title: "2,000 people come back at 500 a second: to all of their rooms",
    row: "connect_storm",
    values: latency("settled", ...percentiles),
  },
  {
    title: "– a post of another meanwhile, to `ok`",
    row: "connect_storm",
    values: latency("ok", ...percentiles),
  },
  {
    title: "a team of 500, each in 20 rooms of 100: post to everyone",
    row: "team_500",
    values: latency("delivery", ...percentiles),
  },
  ...["typingSeen", "read", "history"].map((stem) => ({
    title: `– ${{ typingSeen: "typing, to everyone", read: "read mark, to its answer", history: "page of history" }[stem]}`,
    row: "team_500",
    values: latency(stem, ...percentiles),
  })),
  ...[
    ["history_million", "a million messages: a page of history from anywhere"],
    ["search_frequent", "– search, a frequent word"],
    ["search_rare", "– search, a word said three times"],
    ["search_nothing", "– search, a word nobody said"],
    ["search_two_characters", "– search, two characters"],
  ].map(([row = "", title = ""]) => ({ title, row, values: latency("answer", ...percentiles) })),
  { title: "– MB of the server, all indexed", row: "memory_million", values: ["serverMb"] },
  {
    title: "cold start, page built from the sources: first answer",
    row: "cold_start",
    values: ["answeredMs"],
  },
  { title: "– all rooms of a person", row: "cold_start", values: ["settledMs"] },
  ...["typing", "presence", "history", "post"].map((stem, n) => ({
    title: `${n === 0 ? "each sync to disk takes 20 ms: " : "– "}${stem}, to its answer`,
    row: "slow_disk_mixed",
    values: latency(stem, ...percentiles),
  })),
];
