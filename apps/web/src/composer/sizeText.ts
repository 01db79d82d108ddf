/** How large a file may be, as people say it: never more than it is. */

const MEGABYTE = 1_000_000;
const KILOBYTE = 1_000;

export function sizeText(octets: number, locale: string): string {
  const [unit, size] =
    octets < MEGABYTE ? (["kilobyte", KILOBYTE] as const) : (["megabyte", MEGABYTE] as const);
  const tenths = Math.floor((octets / size) * 10) / 10;
  return new Intl.NumberFormat(locale, { style: "unit", unit }).format(tenths);
}
