import { signal } from "@preact/signals";

import type { Document } from "./openapi.ts";

/** The description; "loading" until it is here, "failed" when it cannot be had. */
export const description = signal<Document | "loading" | "failed">("loading");
/** An API key or access token, kept in memory alone. */
export const credential = signal("");
export const filter = signal("");

export async function load(): Promise<void> {
  try {
    const response = await fetch("/openapi.json");
    description.value = response.ok ? ((await response.json()) as Document) : "failed";
  } catch {
    description.value = "failed";
  }
}
