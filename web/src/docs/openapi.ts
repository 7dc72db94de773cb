/** An OpenAPI 3.1 document, as far as this page shows it. */

export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

export interface Example {
  readonly summary?: string;
  readonly value?: unknown;
}

export interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: "query" | "path" | "header" | "cookie";
  readonly description?: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

export interface Body {
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly deprecated?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses?: Readonly<Record<string, Body>>;
}

export interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** One thing that a caller can do. */
export interface Call {
  /** Unique in the document; part of the address of its place on the page. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string | null;
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
}

const METHODS = ["get", "post", "put", "patch", "delete"];
const SCHEMAS = "#/components/schemas/";

/** Every call of the document, in its order. */
export function calls(document: Document): Call[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => {
      const operation = item[method] as Operation;
      const shared = (item["parameters"] ?? []) as readonly Parameter[];
      return {
        id: `${method}${path.replace(/[^A-Za-z0-9]+/g, "-")}`,
        method,
        path,
        tag: operation.tags?.[0] ?? null,
        operation,
        parameters: [...shared, ...(operation.parameters ?? [])],
      };
    }),
  );
}

/** The name of the schema that a reference points at; null for a schema written in place. */
export function refName(schema: Schema): string | null {
  return schema.$ref?.startsWith(SCHEMAS) ? schema.$ref.slice(SCHEMAS.length) : null;
}

/** Follow references until a schema written out is reached. */
export function resolve(document: Document, schema: Schema): Schema {
  let current = schema;
  for (let steps = 0; steps < 20; steps += 1) {
    const name = refName(current);
    if (name === null) return current;
    current = document.components?.schemas?.[name] ?? {};
  }
  return {};
}

/** The media of a body that this page shows: JSON where there is any. */
export function mediaOf(body: Body | undefined): { type: string; media: Media } | null {
  const entries = Object.entries(body?.content ?? {});
  const chosen = entries.find(([type]) => type.includes("json")) ?? entries[0];
  return chosen ? { type: chosen[0], media: chosen[1] } : null;
}
