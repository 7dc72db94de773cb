import { signal } from "@preact/signals";

import type { Problem } from "../api/problem.ts";
import type { Entry } from "../api/types.ts";
import { client } from "./client.ts";

export const entries = signal<readonly Entry[]>([]);
export const query = signal("");
/** Where the next page begins; null after the last. */
export const cursor = signal<string | null>(null);
export const loaded = signal(false);
export const problem = signal<Problem | null>(null);

const WAITS_MS = [0, 500, 2_000];

let asked = 0;
let pursuits = 0;

/** Load the first page for the query; an answer that a newer query overtook is dropped. */
export async function search(): Promise<void> {
  await load(null);
}

/** Reload until the newest run is listed: entries are written a moment after the answer. */
export async function catchUp(): Promise<void> {
  const pursuit = ++pursuits;
  const newest = entries.peek()[0]?.id;
  for (const wait of WAITS_MS) {
    await new Promise((resume) => setTimeout(resume, wait));
    if (pursuit !== pursuits) return;
    await search();
    if (newest && entries.peek()[0]?.id !== newest) return;
  }
}

export async function more(): Promise<void> {
  if (cursor.value) await load(cursor.value);
}

/** Delete an entry for good; true when it is gone. */
export async function forget(id: string): Promise<boolean> {
  problem.value = null;
  try {
    await client.forget(id);
  } catch (refused) {
    problem.value = refused as Problem;
    return false;
  }
  entries.value = entries.value.filter((entry) => entry.id !== id);
  return true;
}

/** Empty what is shown: the next reader may be another. */
export function clear(): void {
  asked += 1;
  pursuits += 1;
  entries.value = [];
  query.value = "";
  cursor.value = null;
  loaded.value = false;
  problem.value = null;
}

async function load(from: string | null): Promise<void> {
  const question = ++asked;
  problem.value = null;
  try {
    const page = await client.history(query.peek().trim(), from);
    if (question !== asked) return;
    entries.value = from === null ? page.items : [...entries.peek(), ...page.items];
    cursor.value = page.next_cursor;
    loaded.value = true;
  } catch (refused) {
    if (question === asked) problem.value = refused as Problem;
  }
}
