// Where this Markdown is another than CommonMark 0.31.2, on purpose (SPEC, Formatting): numbers of the examples of its specification.

interface Deviation {
  reason: string;
  examples: number[];
}

export const deviations: Deviation[] = [
  {
    reason:
      "No indented code: pasted text with spaces before it is far more often text, and a fence says it better. The spaces are kept.",
    examples: [
      1, 2, 3, 5, 6, 7, 8, 18, 48, 69, 107, 110, 111, 112, 114, 116, 117, 118, 134, 225, 231, 236, 252, 253,
      254, 257, 264, 270, 271, 272, 273, 274, 286, 287, 288, 289, 313,
    ],
  },
  {
    reason: "No headings: a message is no document, and `# 1` or `#general` are things people say.",
    examples: [
      10, 62, 66, 67, 68, 71, 72, 73, 74, 75, 76, 77, 78, 79, 115, 141, 214, 227, 228, 229, 230, 232, 300,
      646, 647,
    ],
  },
  {
    reason: "No rules: `---` and `* * *` are shown as typed.",
    examples: [
      11, 43, 47, 50, 51, 52, 53, 54, 57, 58, 60, 61, 85, 88, 92, 94, 98, 99, 100, 101, 104, 105, 234, 246,
    ],
  },
  {
    reason:
      "A backslash is only taken before what means something here, so that `C:\\a`, `\\d+` and `\\#` stay as typed (K7).",
    examples: [12, 14, 24, 65, 106, 606],
  },
  {
    reason: "A line end is a line break without a backslash, which therefore stays.",
    examples: [16, 634, 637, 639],
  },
  {
    reason:
      "No fences of tildes: `~~~` begins with the mark of `~~strike~~`, and would swallow the rest of a message.",
    examples: [19, 120, 123, 125, 139, 143, 146],
  },
  {
    reason:
      "No backslash in addresses: browsers read it as a slash, and what is shown would not be where it leads.",
    examples: [20, 502, 603],
  },
  {
    reason:
      "A line that ends in the backticks that ended nothing yet ends the code, however far it is indented (K6).",
    examples: [137],
  },
  {
    reason: "No HTML: shown as typed. It binds nothing either, so that marks inside it count.",
    examples: [
      21, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167,
      168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188,
      189, 190, 191, 308, 309, 344, 475, 476, 477, 524, 613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629,
      630, 631, 632, 642, 643,
    ],
  },
  {
    reason: "No link titles: they would hide text that nobody sees without a mouse.",
    examples: [22, 482, 505, 506, 509, 510],
  },
  {
    reason: "No reference links: they hide an address far from its text.",
    examples: [
      23, 192, 193, 194, 195, 196, 198, 200, 201, 202, 203, 204, 205, 206, 207, 208, 210, 211, 216, 217, 218,
      317, 527, 528, 529, 530, 532, 533, 534, 535, 536, 537, 538, 539, 540, 541, 542, 543, 544, 545, 549, 550,
      553, 554, 555, 556, 557, 558, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 592, 593,
    ],
  },
  {
    reason: "No entities: `&copy;` is shown as typed.",
    examples: [25, 26, 27, 31, 32, 33, 34, 36, 37, 38, 39, 40, 41],
  },
  {
    reason: "No headings by underlining: `---` below a line is text.",
    examples: [59, 80, 81, 82, 83, 84, 86, 89, 90, 91, 95, 96, 102, 103, 215],
  },
  {
    reason:
      "No laziness: a line belongs to a quote if it has the sign, to an item if it is indented. In a chat the next line is an answer.",
    examples: [93, 233, 238, 247, 250, 251, 290, 291, 292, 293, 312],
  },
  {
    reason: "A sign that quotes nothing is shown: else the message would be empty.",
    examples: [239, 240],
  },
  {
    reason: "A number with zeros before it would not be kept as typed: it is text.",
    examples: [268],
  },
  {
    reason: "An item has a text: a lone `-` or `2.` is shown as typed.",
    examples: [278, 279, 280, 281, 282, 283, 284, 315],
  },
  {
    reason: "Items begin with `-`, `*` and `1.`: `+ 1` and `2)` are shown as typed.",
    examples: [296, 297, 301, 302],
  },
  {
    reason: "Addresses are kept as typed: the browser escapes what it must.",
    examples: [346, 503, 504, 507, 526],
  },
  {
    reason: "A link has a text and an address: else it cannot be seen or leads nowhere.",
    examples: [484, 485, 486, 487],
  },
  {
    reason: "A bare address is a link.",
    examples: [488, 490, 491, 493, 494, 497, 508, 513, 518, 519, 602, 608, 611],
  },
  {
    reason: "No white space in addresses.",
    examples: [489],
  },
  {
    reason:
      "No images: files are shown by themselves, and an image from elsewhere would tell its server who reads. What follows the `!` is a link or text.",
    examples: [
      517, 520, 531, 572, 573, 574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589,
      591,
    ],
  },
  {
    reason: "Links lead to http, https and mailto only.",
    examples: [596, 598, 599, 601],
  },
];
