import { type Document, type Media, resolve, type Schema } from "./openapi.ts";

const DEEPEST = 6;

/** A value for a body: the document's own example, or one made up from the schema. */
export function exampleOf(document: Document, media: Media): unknown {
  if (media.example !== undefined) return media.example;
  const named = Object.values(media.examples ?? {})[0]?.value;
  if (named !== undefined) return named;
  return media.schema ? made(document, media.schema, 0) : undefined;
}

function made(document: Document, reference: Schema, depth: number): unknown {
  const schema = resolve(document, reference);
  const told = [schema.example, schema.examples?.[0], schema.const, schema.default, schema.enum?.[0]];
  const given = told.find((value) => value !== undefined);
  if (given !== undefined) return given;
  if (depth > DEEPEST) return null;
  const branch = (schema.oneOf ?? schema.anyOf ?? schema.allOf)?.find((one) => one.type !== "null");
  if (branch) return made(document, branch, depth + 1);
  switch (typeOf(schema)) {
    case "object":
      return madeObject(document, schema, depth);
    case "array":
      return schema.items ? [made(document, schema.items, depth + 1)] : [];
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    case "string":
      return madeString(schema);
    default:
      return null;
  }
}

function madeObject(document: Document, schema: Schema, depth: number): Record<string, unknown> {
  const needed = Object.entries(schema.properties ?? {}).filter(
    ([name]) => schema.required?.includes(name) ?? false,
  );
  const chosen = needed.length > 0 ? needed : Object.entries(schema.properties ?? {});
  return Object.fromEntries(
    chosen.map(([name, property]) => [name, made(document, property, depth + 1)]),
  );
}

function madeString(schema: Schema): string {
  switch (schema.format) {
    case "uuid":
      return "01890a5d-ac96-774b-bcce-b302099a8057";
    case "date-time":
      return "2030-01-31T09:00:00Z";
    case "email":
      return "you@example.com";
    default:
      return "string".slice(0, schema.maxLength ?? 6).padEnd(schema.minLength ?? 0, "x");
  }
}

function typeOf(schema: Schema): string | undefined {
  if (typeof schema.type === "string") return schema.type;
  return schema.type?.find((type) => type !== "null") ?? (schema.properties ? "object" : undefined);
}
