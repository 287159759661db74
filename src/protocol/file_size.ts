const units = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** In the unit people would use, by thousands as disks are sold. Never more than it is: 1,572,863 bytes are 1.5 MB. */
export function sizeParts(bytes: number): { value: number; unit: (typeof units)[number] } {
  let step = 0;
  while (step < units.length - 1 && bytes >= 1000 ** (step + 1)) step += 1;
  return { value: Math.floor((bytes / 1000 ** step) * 10) / 10, unit: units[step] ?? "bytes" };
}

/** For people, in English. */
export function sizeInWords(bytes: number): string {
  const { value, unit } = sizeParts(bytes);
  return bytes === 1 ? "1 byte" : `${value.toLocaleString("en")} ${unit}`;
}
