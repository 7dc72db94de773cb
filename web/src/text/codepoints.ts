/** Texts measured and cut in code points: what the API counts in, unlike JavaScript's strings. */

export function length(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The offset in code points of an offset in UTF-16 units. */
export function fromUnits(text: string, units: number): number {
  return length(text.slice(0, units));
}

/** The offset in UTF-16 units of an offset in code points. */
export function toUnits(points: readonly string[], offset: number): number {
  let units = 0;
  for (const point of points.slice(0, offset)) units += point.length;
  return units;
}
