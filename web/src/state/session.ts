import { effect, signal } from "@preact/signals";

import { Problem } from "../api/problem.ts";
import type { Info, Preset, Profile } from "../api/types.ts";
import { maybeKnown, remember } from "./acquaintance.ts";
import { client, lost } from "./client.ts";
import { chooseTongue, tongue, tongueChosen } from "./preferences.ts";

/** Null while unknown or signed out. */
export const profile = signal<Profile | null>(null);
export const info = signal<Info | null>(null);
export const presets = signal<readonly Preset[]>([]);
/** Reasons, checks and strategies in the reader's words, by code. */
export const reasons = signal<Readonly<Record<string, string>>>({});
/** What kept the page from starting, or what happened to the sign-in. */
export const trouble = signal<Problem | "signed-out" | "link-spent" | null>(null);

let settle: () => void = () => undefined;
/** Resolves when it is known who is here, or that this cannot be known. */
export const settled = new Promise<void>((resolve) => {
  settle = resolve;
});

/** Notice that a sign-in link led here because it was used or has expired. */
export function noticeSpentLink(): void {
  if (new URLSearchParams(location.hash.slice(1)).get("signin") !== "expired") return;
  history.replaceState(history.state, "", location.pathname + location.search);
  trouble.value = "link-spent";
}

/** Learn what the server offers and who is here. */
export async function start(): Promise<void> {
  effect(() => {
    if (lost.value > 0 && profile.peek()) leave("signed-out");
  });
  effect(() => {
    if (tongue.value) void learnReasons();
  });
  try {
    info.value = await client.info();
    presets.value = info.value.presets;
    if (maybeKnown(trouble.value === "link-spent")) await recognise();
  } catch (problem) {
    trouble.value = problem as Problem;
  } finally {
    settle();
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  await client.signIn(email, password);
  trouble.value = null;
  await recognise();
}

export async function register(email: string, password: string): Promise<void> {
  await client.register(email, password);
  await signIn(email, password);
}

export async function signOut(): Promise<void> {
  try {
    await client.signOut();
    leave(null);
  } catch (problem) {
    trouble.value = problem as Problem;
  }
}

/** Ask whether the sign-in still holds, if there is one. */
export async function recheck(): Promise<void> {
  if (profile.peek()) await client.profile().catch(() => undefined);
}

/** Change the page's language, and the reader's own where there is a profile. */
export function speak(choice: "ja" | "en"): void {
  chooseTongue(choice);
  if (!profile.value) return;
  client.speak(choice).catch((problem: Problem) => {
    trouble.value = problem;
  });
}

async function recognise(): Promise<void> {
  try {
    const known = await client.profile();
    profile.value = known;
    remember(true);
    if (!tongueChosen.value) tongue.value = known.language;
    presets.value = await client.presets();
  } catch (problem) {
    if ((problem as Problem).status !== 401) throw problem;
    remember(false);
  }
}

async function learnReasons(): Promise<void> {
  try {
    reasons.value = await client.reasons();
  } catch (problem) {
    trouble.value = problem as Problem;
  }
}

function leave(why: "signed-out" | null): void {
  profile.value = null;
  remember(false);
  presets.value = info.value?.presets ?? [];
  trouble.value = why;
}
