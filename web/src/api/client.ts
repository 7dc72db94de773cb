import { problemOf, unreachable } from "./problem.ts";
import type {
  Analysis,
  Answer,
  EntryPage,
  Info,
  Order,
  Preset,
  Profile,
  Tongue,
  Verdict,
} from "./types.ts";

/** A sign-in travels as an HttpOnly cookie; this header proves that the page itself asks. */
export const PAGE_HEADER = { "X-ToneBridge-Page": "1" };

export type Access = "member" | "visitor";

export interface Transformed {
  readonly answer: Answer;
  /** Which tier answered: `l1`, `l2`, `masked`, `coalesced` or `miss`; null when not said. */
  readonly cache: string | null;
}

/** Calls the API in one reader's language. Every call throws a `Problem` and nothing else. */
export class Client {
  private readonly tongue: () => Tongue;
  private readonly onSignedOut: () => void;

  constructor(tongue: () => Tongue, onSignedOut: () => void) {
    this.tongue = tongue;
    this.onSignedOut = onSignedOut;
  }

  async info(): Promise<Info> {
    return this.json("GET", "preview/info");
  }

  async reasons(): Promise<Readonly<Record<string, string>>> {
    const path = `reasons?language=${this.tongue()}`;
    return (await this.json<{ reasons: Record<string, string> }>("GET", path)).reasons;
  }

  /** Transform as who is signed in, or as a visitor. */
  async transform(order: Order, access: Access): Promise<Transformed> {
    const path = access === "member" ? "transform" : "preview/transform";
    const response = await this.send("POST", path, { ...order, include: ["analysis"] });
    const answer = (await response.json().catch(() => {
      throw unreachable();
    })) as Answer;
    return { answer, cache: response.headers.get("X-Cache") };
  }

  /** Analyze as who is signed in, or as a visitor. */
  async analyze(text: string, access: Access): Promise<Analysis> {
    return this.json("POST", access === "member" ? "analyze" : "preview/analyze", { text });
  }

  async presets(): Promise<readonly Preset[]> {
    return (await this.json<{ items: Preset[] }>("GET", "presets")).items;
  }

  async profile(): Promise<Profile> {
    return this.json("GET", "profile");
  }

  async speak(language: Tongue): Promise<void> {
    await this.send("PATCH", "profile", { language });
  }

  async history(query: string, cursor: string | null): Promise<EntryPage> {
    const search = new URLSearchParams({ limit: "20" });
    if (query) search.set("q", query);
    if (cursor) search.set("cursor", cursor);
    return this.json("GET", `history?${search}`);
  }

  async forget(id: string): Promise<void> {
    await this.send("DELETE", `history/${encodeURIComponent(id)}`);
  }

  async judge(id: string, verdict: Verdict, text: string | null): Promise<void> {
    const edited = text === null ? {} : { text };
    await this.send("POST", "feedback", { transform_id: id, verdict, ...edited });
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.send("POST", "auth/login", { email, password });
  }

  async register(email: string, password: string): Promise<void> {
    await this.send("POST", "auth/register", { email, password });
  }

  /** Have a link to a new password mailed; nobody learns whether there is such an account. */
  async askReset(email: string): Promise<void> {
    await this.send("POST", "auth/reset", { email });
  }

  async confirmReset(token: string, password: string): Promise<void> {
    await this.send("POST", "auth/reset/confirm", { token, password });
  }

  async signOut(): Promise<void> {
    await this.send("POST", "auth/logout");
  }

  private async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    return (await response.json().catch(() => {
      throw unreachable();
    })) as T;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { ...PAGE_HEADER, "Accept-Language": this.tongue() };
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(body);
    }
    const response = await fetch(`/api/v1/${path}`, init).catch(() => {
      throw unreachable();
    });
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.status === 401 && path !== "auth/login") this.onSignedOut();
    throw problem;
  }
}
