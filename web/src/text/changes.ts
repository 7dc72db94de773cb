import type { Change } from "../api/types.ts";

/** A stretch of text: untouched, or what one change left there. */
export interface Segment {
  readonly text: string;
  /** The position of the change in the answer's list; null between changes. */
  readonly change: number | null;
}

/** The source cut at its changes, each stretch as the sender wrote it. */
export function before(source: string, changes: readonly Change[]): Segment[] {
  return cut(source, changes, (change) => change.before);
}

/** The rewritten text cut at its changes; an undone change reads as in the source. */
export function after(
  source: string,
  changes: readonly Change[],
  undone: ReadonlySet<number>,
): Segment[] {
  return cut(source, changes, (change, index) => (undone.has(index) ? change.before : change.after));
}

export function join(segments: readonly Segment[]): string {
  return segments.map((segment) => segment.text).join("");
}

/**
 * Whether the changes account for the whole difference between source and result.
 * Only then can they be marked in the text and undone one by one.
 */
export function account(source: string, changes: readonly Change[], result: string): boolean {
  let reached = 0;
  for (const change of changes) {
    if (change.start < reached || change.end < change.start) return false;
    reached = change.end;
  }
  return (
    join(before(source, changes)) === source && join(after(source, changes, new Set())) === result
  );
}

function cut(
  source: string,
  changes: readonly Change[],
  reading: (change: Change, index: number) => string,
): Segment[] {
  const points = Array.from(source);
  const segments: Segment[] = [];
  let reached = 0;
  changes.forEach((change, index) => {
    const gap = points.slice(reached, change.start).join("");
    if (gap) segments.push({ text: gap, change: null });
    segments.push({ text: reading(change, index), change: index });
    reached = change.end;
  });
  const rest = points.slice(reached).join("");
  if (rest) segments.push({ text: rest, change: null });
  return segments;
}
