import { batch, computed, signal } from "@preact/signals";

import type { Access } from "../api/client.ts";
import type { Problem } from "../api/problem.ts";
import type { Analysis, Answer, Order } from "../api/types.ts";
import { account, after, join } from "../text/changes.ts";
import { client } from "./client.ts";
import * as draft from "./draft.ts";
import { Ear } from "./ear.ts";
import { profile, settled } from "./session.ts";

export interface Outcome {
  readonly source: string;
  readonly answer: Answer;
  readonly cache: string | null;
  /** Whether the changes can be marked in the text and undone one by one. */
  readonly aligned: boolean;
}

/** Why the message was not sent: found here, before anyone was asked. */
export type Refusal = "empty" | "too-long";

export const running = signal(false);
export const refusal = signal<Refusal | null>(null);
export const problem = signal<Problem | null>(null);
export const outcome = signal<Outcome | null>(null);
export const undone = signal<ReadonlySet<number>>(new Set());
export const selected = signal<number | null>(null);
/** What the source sounds like; null before the first answer. */
export const heardBefore = signal<Analysis | null>(null);
/** What the result sounds like as it stands, with the undone changes undone. */
export const ear = new Ear((text) => client.analyze(text, access()));

/** The result as it stands, with the undone changes undone. */
export const composed = computed(() => {
  const { value } = outcome;
  if (!value) return "";
  if (!value.aligned) return value.answer.text;
  return join(after(value.source, value.answer.changes, undone.value));
});

/** Transform the draft. What goes wrong ends up in `refusal` or `problem`. */
export async function run(): Promise<void> {
  if (running.value) return;
  problem.value = null;
  refusal.value = flaw();
  if (refusal.value) return;
  running.value = true;
  const order = ordered();
  try {
    await settled;
    const { answer, cache } = await client.transform(order, access());
    settle(order.text, answer, cache);
  } catch (refused) {
    problem.value = refused as Problem;
  } finally {
    running.value = false;
  }
}

export function toggle(change: number): void {
  const next = new Set(undone.value);
  if (!next.delete(change)) next.add(change);
  setUndone(next);
}

export function toggleAll(): void {
  const all = outcome.value?.answer.changes.keys() ?? [];
  setUndone(undone.value.size === 0 ? new Set(all) : new Set());
}

/** Choose a change of the result, wrapping around at both ends. */
export function select(change: number): void {
  const total = outcome.value?.answer.changes.length ?? 0;
  selected.value = total === 0 ? null : (change + total) % total;
}

function flaw(): Refusal | null {
  if (draft.text.value.trim() === "") return "empty";
  return draft.size.value > draft.limit.value ? "too-long" : null;
}

function ordered(): Order {
  return {
    text: draft.text.value,
    kind: draft.kind.value,
    intensity: draft.rewrites.value ? draft.intensity.value : "auto",
    language: draft.language.value,
    preset: draft.rewrites.value ? draft.preset.value : null,
    ...(draft.kind.value === "terminology" && { options: { mode: draft.mode.value } }),
  };
}

function settle(source: string, answer: Answer, cache: string | null): void {
  batch(() => {
    outcome.value = { source, answer, cache, aligned: account(source, answer.changes, answer.text) };
    undone.value = new Set();
    selected.value = null;
  });
  heardBefore.value = answer.analysis.before;
  ear.learn([
    [source, answer.analysis.before],
    [answer.text, answer.analysis.after],
  ]);
  void ear.listen(answer.text);
}

function setUndone(next: ReadonlySet<number>): void {
  undone.value = next;
  void ear.listen(composed.value);
}

function access(): Access {
  return profile.value ? "member" : "visitor";
}
