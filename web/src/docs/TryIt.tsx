import { useSignal } from "@preact/signals";

import { PAGE_HEADER } from "../api/client.ts";
import { words } from "../words/index.ts";
import { exampleOf } from "./example.ts";
import { type Call, type Document, mediaOf, type Parameter } from "./openapi.ts";
import { credential } from "./state.ts";

interface Reply {
  readonly status: string;
  readonly headers: string;
  readonly body: string;
}

/** Sends the operation to this very server and shows what came back, as text. */
export function TryIt({ document, call }: { document: Document; call: Call }) {
  const say = words.value.docs;
  const sent = useSignal(false);
  const reply = useSignal<Reply | null>(null);
  const fault = useSignal<string | null>(null);
  const body = mediaOf(call.operation.requestBody);
  const parameters = call.parameters.filter((parameter) => parameter.in !== "cookie");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const missing = parameters.find(
      (parameter) => parameter.in === "path" && !data.get(fieldName(parameter)),
    );
    fault.value = missing ? say.badPath(missing.name) : null;
    if (missing) return;
    sent.value = true;
    try {
      reply.value = await send(call, parameters, data, body?.type ?? null);
    } catch {
      fault.value = words.value.unreachable;
    } finally {
      sent.value = false;
    }
  }

  return (
    <form class="try" onSubmit={(event) => void submit(event)}>
      <h4>{say.tryIt}</h4>
      {parameters.map((parameter) => (
        <label class="field" key={fieldName(parameter)}>
          <span>
            {parameter.name} ({parameter.in})
          </span>
          <input type="text" name={fieldName(parameter)} autocomplete="off" spellcheck={false} />
        </label>
      ))}
      {body && (
        <label class="field">
          <span>
            {say.body} ({body.type})
          </span>
          <textarea
            name="body"
            rows={8}
            spellcheck={false}
            defaultValue={written(exampleOf(document, body.media))}
          />
        </label>
      )}
      <button type="submit" class="primary" aria-disabled={sent.value}>
        {sent.value ? say.sending : say.send}
      </button>
      {fault.value && (
        <p class="problem" role="alert">
          {fault.value}
        </p>
      )}
      {reply.value && <Shown reply={reply.value} />}
    </form>
  );
}

function Shown({ reply }: { reply: Reply }) {
  const say = words.value.docs;
  return (
    <section role="status">
      <h4>
        {say.answer} <code>{reply.status}</code>
      </h4>
      <pre tabIndex={0} aria-label={say.answer}>
        {reply.headers}
        {"\n\n"}
        {reply.body || say.answerEmpty}
      </pre>
    </section>
  );
}

async function send(
  call: Call,
  parameters: readonly Parameter[],
  data: FormData,
  contentType: string | null,
): Promise<Reply> {
  const headers = new Headers({ ...PAGE_HEADER, Accept: "application/json" });
  if (credential.value) headers.set("Authorization", `Bearer ${credential.value}`);
  let path = call.path;
  const query = new URLSearchParams();
  for (const parameter of parameters) {
    const value = String(data.get(fieldName(parameter)) ?? "");
    if (parameter.in === "path") {
      path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
    } else if (value && parameter.in === "query") query.set(parameter.name, value);
    else if (value) headers.set(parameter.name, value);
  }
  const init: RequestInit = { method: call.method.toUpperCase(), headers };
  if (contentType) {
    headers.set("Content-Type", contentType);
    init.body = String(data.get("body") ?? "");
  }
  const response = await fetch(query.size > 0 ? `${path}?${query}` : path, init);
  return {
    status: `${response.status} ${response.statusText}`.trim(),
    headers: [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n"),
    body: pretty(await response.text()),
  };
}

function fieldName(parameter: Parameter): string {
  return `${parameter.in}:${parameter.name}`;
}

export function written(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}

function pretty(body: string): string {
  try {
    return written(JSON.parse(body));
  } catch {
    return body;
  }
}
