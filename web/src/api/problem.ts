/** A refusal in the API's own words (RFC 9457), or the lack of any answer. */
export class Problem extends Error {
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly field: string | null;
  readonly remedy: string | null;

  constructor(said: Omit<Problem, keyof Error>) {
    super(said.detail || said.title);
    this.name = "Problem";
    this.status = said.status;
    this.code = said.code;
    this.title = said.title;
    this.detail = said.detail;
    this.field = said.field;
    this.remedy = said.remedy;
  }
}

export function unreachable(): Problem {
  return new Problem({
    status: 0,
    code: "unreachable",
    title: "",
    detail: "",
    field: null,
    remedy: null,
  });
}

/** Read a refusal; one that is not problem+json is told by its status alone. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const said = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  return new Problem({
    status: response.status,
    code: textOf(said["code"]) ?? `http_${response.status}`,
    title: textOf(said["title"]) ?? `HTTP ${response.status}`,
    detail: textOf(said["detail"]) ?? "",
    field: textOf(said["field"]),
    remedy: textOf(said["remedy"]),
  });
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value ? value : null;
}
