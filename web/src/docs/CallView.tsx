import { useSignal } from "@preact/signals";

import { words } from "../words/index.ts";
import { exampleOf } from "./example.ts";
import { type Body, type Call, type Document, mediaOf } from "./openapi.ts";
import { SchemaView, TypeName } from "./SchemaView.tsx";
import { TryIt, written } from "./TryIt.tsx";

/** One operation: a line that opens to everything about it. */
export function CallView({ document, call }: { document: Document; call: Call }) {
  const opened = useSignal(false);
  const { operation } = call;
  return (
    <details
      class="call"
      id={call.id}
      onToggle={(event) => (opened.value = event.currentTarget.open)}
    >
      <summary>
        <span class="method" data-method={call.method}>
          {call.method.toUpperCase()}
        </span>
        <code class="path">{call.path}</code>
        <span class="summary">{operation.summary}</span>
      </summary>
      {opened.value && <Opened document={document} call={call} />}
    </details>
  );
}

function Opened({ document, call }: { document: Document; call: Call }) {
  const say = words.value.docs;
  const { operation } = call;
  return (
    <div class="call-body">
      {operation.description && <p class="prose">{operation.description}</p>}
      {call.parameters.length > 0 && (
        <section>
          <h4>{say.parameters}</h4>
          <ul class="fields">
            {call.parameters.map((parameter) => (
              <li key={`${parameter.in}:${parameter.name}`}>
                <code class="field-name">{parameter.name}</code> <span>{parameter.in}</span>{" "}
                {parameter.schema && <TypeName schema={parameter.schema} />}{" "}
                {parameter.required && <span class="required">{say.required}</span>}
                {parameter.description && <p class="muted">{parameter.description}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {operation.requestBody && (
        <section>
          <h4>{say.body}</h4>
          <BodyView document={document} body={operation.requestBody} />
        </section>
      )}
      <section>
        <h4>{say.responses}</h4>
        {Object.entries(operation.responses ?? {}).map(([status, response]) => (
          <details class="response" key={status}>
            <summary>
              <code>{status}</code> {response.description}
            </summary>
            <BodyView document={document} body={response} />
          </details>
        ))}
      </section>
      <TryIt document={document} call={call} />
    </div>
  );
}

function BodyView({ document, body }: { document: Document; body: Body }) {
  const say = words.value.docs;
  const shown = mediaOf(body);
  if (!shown) return <p class="muted">{say.answerEmpty}</p>;
  return (
    <>
      <p class="muted">{shown.type}</p>
      {shown.media.schema && <SchemaView document={document} schema={shown.media.schema} />}
      <p class="label">{say.example}</p>
      <pre tabIndex={0} aria-label={say.example}>
        {written(exampleOf(document, shown.media))}
      </pre>
    </>
  );
}
