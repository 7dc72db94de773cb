/** What the HTTP API sends and takes, as far as the page uses it. */

export type Tongue = "ja" | "en";
export type Intensity = 0 | 1 | 2 | 3 | "auto";
export type TermMode = "explain" | "replace";
export type Level = "critical" | "high" | "medium" | "low";

export interface Preset {
  readonly name: string;
  readonly audience: string;
}

export interface Info {
  readonly kinds: readonly string[];
  readonly presets: readonly Preset[];
  readonly limits: { readonly text_max: number };
  readonly version: string;
}

export interface Order {
  readonly text: string;
  readonly kind: string;
  readonly intensity: Intensity;
  readonly language: "auto" | Tongue;
  readonly preset: string | null;
  readonly options?: { readonly mode: TermMode };
}

/** Spans are offsets in code points of the text as sent. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly strategy: string;
}

/** What a kind found, beside the text; each kind fills its own fields. */
export interface Details {
  readonly questions?: readonly string[];
  readonly terms?: readonly { readonly term: string; readonly plain: string }[];
  readonly points?: readonly string[];
  readonly sections?: readonly { readonly heading: string; readonly items: readonly string[] }[];
  readonly quadrants?: Readonly<Record<Quadrant, readonly string[]>>;
  /** Why the text stays as it is: a code. */
  readonly unchanged?: string;
}

export type Quadrant = "must" | "should" | "could" | "wont";

export interface Guard {
  readonly verdict: "passed" | "repaired" | "replaced";
  readonly violations: readonly string[];
}

export interface Answer {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly intensity: 0 | 1 | 2 | 3;
  readonly language: Tongue;
  readonly changes: readonly Change[];
  readonly facts: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly analysis: { readonly before: Analysis; readonly after: Analysis };
  readonly provider: string;
  readonly model: string | null;
  readonly degraded: boolean;
  readonly guard: Guard;
}

export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly check: string;
  readonly message: string;
  readonly suggestion: string | null;
}

export interface Priority {
  readonly level: Level;
  readonly score: number;
  readonly reasons: readonly string[];
}

export interface Analysis {
  readonly language: Tongue;
  readonly tone: { readonly label: string; readonly scores: Readonly<Record<string, number>> };
  readonly politeness: number;
  readonly keigo_level: 1 | 2 | 3 | 4 | null;
  readonly clarity: { readonly score: number; readonly reasons: readonly string[] };
  readonly sentiment: number;
  readonly priority: Priority;
  readonly intensity_suggested: 0 | 1 | 2 | 3;
  readonly findings: readonly Finding[];
}

export interface Profile {
  readonly email: string;
  readonly tenant: string;
  readonly role: string;
  readonly language: Tongue;
  readonly time_zone: string;
}

/** The texts are empty where the tenant chose not to store them. */
export interface Entry {
  readonly id: string;
  readonly created_at: string;
  readonly kind: string;
  readonly intensity: 0 | 1 | 2 | 3;
  readonly language: Tongue;
  readonly source: string;
  readonly text: string;
  readonly provider: string;
  readonly degraded: boolean;
}

export interface EntryPage {
  readonly items: readonly Entry[];
  readonly next_cursor: string | null;
}

export type Verdict = "accept" | "edit" | "reject";
