import { useSignalEffect } from "@preact/signals";

import { chooseTongue, tongue } from "../state/preferences.ts";
import { Logo } from "../view/Icon.tsx";
import { ThemeButton, TongueSwitch } from "../view/Switches.tsx";
import { words } from "../words/index.ts";
import { CallView } from "./CallView.tsx";
import { type Call, calls, type Document } from "./openapi.ts";
import { SchemaView } from "./SchemaView.tsx";
import { credential, description, filter } from "./state.ts";

export function DocsApp() {
  const say = words.value.docs;
  useSignalEffect(() => {
    document.title = `ToneBridge · ${words.value.docs.title}`;
  });
  return (
    <div class="page">
      <header class="bar">
        <a class="brand" href="/">
          <Logo />
          <span>ToneBridge</span>
        </a>
        <div class="bar-end">
          <TongueSwitch chosen={tongue.value} choose={chooseTongue} />
          <ThemeButton />
          <a class="quiet" href="/">
            {say.back}
          </a>
        </div>
      </header>
      <main>
        <h1>{say.title}</h1>
        <Described />
      </main>
    </div>
  );
}

function Described() {
  const say = words.value.docs;
  const described = description.value;
  if (described === "loading") return <p role="status">{say.loading}</p>;
  if (described === "failed") {
    return (
      <p class="problem" role="alert">
        {say.failed}
      </p>
    );
  }
  return (
    <>
      <p class="lead">
        {described.info.title} {described.info.version} ·{" "}
        <a href="/openapi.json">{say.description}</a>
      </p>
      {described.info.description && <p class="prose">{described.info.description}</p>}
      <Tools />
      <Operations document={described} />
      <Schemas document={described} />
    </>
  );
}

function Tools() {
  const say = words.value.docs;
  return (
    <form class="tools" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>{say.filter}</span>
        <input
          type="search"
          value={filter.value}
          onInput={(event) => (filter.value = event.currentTarget.value)}
        />
      </label>
      <div class="field">
        <label for="credential">{say.credential}</label>
        <input
          id="credential"
          type="password"
          autocomplete="off"
          aria-describedby="credential-hint"
          value={credential.value}
          onInput={(event) => (credential.value = event.currentTarget.value.trim())}
        />
        <p class="muted" id="credential-hint">
          {say.credentialHint}
        </p>
      </div>
    </form>
  );
}

function Operations({ document }: { document: Document }) {
  const say = words.value.docs;
  const found = calls(document).filter(matches);
  const tags = [...new Set(found.map((call) => call.tag))];
  return (
    <section aria-labelledby="operations">
      <h2 id="operations">{say.operations}</h2>
      {found.length === 0 && <p class="muted">{say.filterNone}</p>}
      {tags.map((tag) => (
        <section class="tag" key={tag}>
          <h3>{tag ?? say.other}</h3>
          {found
            .filter((call) => call.tag === tag)
            .map((call) => (
              <CallView key={call.id} document={document} call={call} />
            ))}
        </section>
      ))}
    </section>
  );
}

function Schemas({ document }: { document: Document }) {
  const named = Object.entries(document.components?.schemas ?? {});
  if (named.length === 0) return null;
  return (
    <section aria-labelledby="schemas">
      <h2 id="schemas">{words.value.docs.schemas}</h2>
      {named.map(([name, schema]) => (
        <section class="named-schema" key={name} id={`schema-${name}`}>
          <h3>{name}</h3>
          <SchemaView document={document} schema={schema} />
        </section>
      ))}
    </section>
  );
}

function matches(call: Call): boolean {
  const wanted = filter.value.trim().toLowerCase();
  const { summary = "", description: prose = "" } = call.operation;
  return `${call.method} ${call.path} ${summary} ${prose}`.toLowerCase().includes(wanted);
}
