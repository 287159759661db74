const units = ["bytes", "KiB", "MiB", "GiB", "TiB"] as const;

/** In the unit people would use. Never more than it is: 1,572,863 bytes are 1.4 MiB. */
export function sizeParts(bytes: number): { value: number; unit: (typeof units)[number] } {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return { value: Math.floor((bytes / 1024 ** step) * 10) / 10, unit: units[step] ?? "bytes" };
}

/** For people, in English. */
export function sizeInWords(bytes: number): string {
  const { value, unit } = sizeParts(bytes);
  return bytes === 1 ? "1 byte" : `${value} ${unit}`;
}
