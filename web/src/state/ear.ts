import { signal } from "@preact/signals";

import type { Analysis } from "../api/types.ts";

/** A measurement: under way, done, or not to be had. */
export type Heard = Analysis | "pending" | "missing";

/** Listens to a text that changes, and asks once for each wording of it. */
export class Ear {
  readonly heard = signal<Heard>("missing");
  private readonly analyze: (text: string) => Promise<Analysis>;
  private readonly known = new Map<string, Analysis>();
  private questions = 0;

  constructor(analyze: (text: string) => Promise<Analysis>) {
    this.analyze = analyze;
  }

  /** Take over measurements that came with an answer, by text, and forget all others. */
  learn(known: Iterable<readonly [string, Analysis]>): void {
    this.known.clear();
    for (const [text, analysis] of known) this.known.set(text, analysis);
  }

  /** Measure a text; an answer that a newer question overtook is dropped. */
  async listen(text: string): Promise<void> {
    const question = ++this.questions;
    const known = this.known.get(text);
    if (known) {
      this.heard.value = known;
      return;
    }
    if (this.heard.value === "missing") this.heard.value = "pending";
    const heard = await this.analyze(text).catch(() => "missing" as const);
    if (heard !== "missing") this.known.set(text, heard);
    if (question === this.questions) this.heard.value = heard;
  }
}
