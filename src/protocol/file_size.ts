const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

/** For people. Never more than it is: 1,572,863 bytes are 1.4 MiB. */
export function sizeInWords(bytes: number): string {
  if (bytes === 1) return "1 byte";
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Math.floor((bytes / 1024 ** step) * 10) / 10} ${units[step]}`;
}
