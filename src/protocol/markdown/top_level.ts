// Top-level domains by which a reader recognises a host without `https://` (SPEC K4). Not all of them: a host with another
// one still counts with a slash after it or `www.` before it.

/** Two letters are a country, except for these file extensions. */
const files = new Set(
  "cc cs db ex fs go gz hh hs jl js kt md mk ml mm po pp ps py rb rc rs sh so tf ts ui vb xz".split(" "),
);

const generic = new Set(
  (
    "com net org info biz edu gov mil int name pro app dev xyz online site website shop store club page link click " +
    "top tech cloud space live life world today news blog media email group agency digital services support systems " +
    "network solutions company team work finance money bank credit insurance health games travel jobs design studio " +
    "social chat fun vip win icu one mobi tel asia cat coop museum onion google example test local internal " +
    "рф рус бел укр срб 中国 中國 香港 台灣 台湾 公司 网络 한국 भारत السعودية مصر امارات ایران الاردن ไทย ελ ευ"
  ).split(" "),
);

export function isTopLevel(label: string): boolean {
  return generic.has(label) || (/^[a-z]{2}$/.test(label) && !files.has(label)) || label.startsWith("xn--");
}
