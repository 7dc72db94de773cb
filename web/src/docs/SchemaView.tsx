import { words } from "../words/index.ts";
import { type Document, refName, resolve, type Schema } from "./openapi.ts";

/** A schema's fields, one a row; other schemas are linked, not repeated. */
export function SchemaView({ document, schema }: { document: Document; schema: Schema }) {
  const open = resolve(document, schema);
  const name = refName(schema);
  const fields = Object.entries(open.properties ?? {});
  return (
    <div class="schema">
      {name && (
        <p>
          <a href={`#schema-${name}`}>{name}</a>
        </p>
      )}
      {open.description && <p class="muted">{open.description}</p>}
      {fields.length === 0 ? (
        <p>
          <TypeName schema={open} /> <Bounds schema={open} />
        </p>
      ) : (
        <ul class="fields">
          {fields.map(([field, property]) => (
            <li key={field}>
              <code class="field-name">{field}</code> <TypeName schema={property} />{" "}
              {open.required?.includes(field) && (
                <span class="required">{words.value.docs.required}</span>
              )}{" "}
              <Bounds schema={property} />
              {property.description && <p class="muted">{property.description}</p>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function TypeName({ schema }: { schema: Schema }) {
  const name = refName(schema);
  if (name) return <a href={`#schema-${name}`}>{name}</a>;
  if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>;
  if (schema.enum) {
    return <code>{schema.enum.map((value) => JSON.stringify(value)).join(" | ")}</code>;
  }
  const branches = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (branches) {
    const joint = schema.allOf ? " & " : " | ";
    return (
      <span>
        {branches.map((branch, index) => (
          <span key={index}>
            {index > 0 && joint}
            <TypeName schema={branch} />
          </span>
        ))}
      </span>
    );
  }
  if (schema.items) {
    return (
      <span>
        array&lt;
        <TypeName schema={schema.items} />
        &gt;
      </span>
    );
  }
  const type = typeof schema.type === "string" ? schema.type : (schema.type?.join(" | ") ?? "any");
  return <span>{schema.format ? `${type} (${schema.format})` : type}</span>;
}

function Bounds({ schema }: { schema: Schema }) {
  const said = [
    schema.minimum !== undefined && `≥ ${schema.minimum}`,
    schema.maximum !== undefined && `≤ ${schema.maximum}`,
    schema.minLength !== undefined && `length ≥ ${schema.minLength}`,
    schema.maxLength !== undefined && `length ≤ ${schema.maxLength}`,
    schema.minItems !== undefined && `items ≥ ${schema.minItems}`,
    schema.maxItems !== undefined && `items ≤ ${schema.maxItems}`,
    schema.pattern !== undefined && schema.pattern,
    schema.default !== undefined && `= ${JSON.stringify(schema.default)}`,
  ].filter(Boolean);
  return said.length > 0 ? <span class="bounds">{said.join(", ")}</span> : null;
}
