import { signal, useSignalEffect } from "@preact/signals";

import type { Entry } from "../api/types.ts";
import * as draft from "../state/draft.ts";
import * as history from "../state/history.ts";
import { outcome } from "../state/run.ts";
import { tongue } from "../state/preferences.ts";
import { profile } from "../state/session.ts";
import { spelled, words } from "../words/index.ts";
import { showInMessage, write } from "./Composer.tsx";
import { Icon } from "./Icon.tsx";
import { ProblemNote } from "./ProblemNote.tsx";

/** The entry that is about to be deleted, until that is confirmed. */
const doubtful = signal<string | null>(null);
const removed = signal(false);

/** What the signed-in reader transformed before; it grows with each run. */
export function History() {
  useSignalEffect(() => {
    if (!profile.value) history.clear();
    else if (outcome.value) void history.catchUp();
    else void history.search();
  });
  if (!profile.value) return null;
  const say = words.value;
  return (
    <section class="history" aria-labelledby="history-title">
      <div class="history-head">
        <div>
          <h2 id="history-title">{say.history}</h2>
          <p class="muted">{say.historyLead}</p>
        </div>
        <Search />
      </div>
      {history.problem.value && <ProblemNote problem={history.problem.value} />}
      <p class="unseen" role="status">
        {removed.value && say.removeDone}
      </p>
      {history.loaded.value && history.entries.value.length === 0 && (
        <p class="muted">{history.query.value ? say.historyNoMatch : say.historyEmpty}</p>
      )}
      <ul class="entries">
        {history.entries.value.map((entry) => (
          <Item key={entry.id} entry={entry} />
        ))}
      </ul>
      {history.cursor.value && (
        <button type="button" class="small" onClick={() => void history.more()}>
          {say.more}
        </button>
      )}
    </section>
  );
}

function Search() {
  const say = words.value;
  return (
    <form
      role="search"
      class="search"
      onSubmit={(event) => {
        event.preventDefault();
        void history.search();
      }}
    >
      <label class="unseen" for="history-query">
        {say.search}
      </label>
      <input
        id="history-query"
        type="search"
        placeholder={say.search}
        value={history.query.value}
        onInput={(event) => (history.query.value = event.currentTarget.value)}
      />
      <button type="submit" class="round" aria-label={say.searchRun}>
        <Icon name="search" />
      </button>
    </form>
  );
}

function Item({ entry }: { entry: Entry }) {
  const say = words.value;
  return (
    <li class="entry">
      <p class="entry-meta">
        <time dateTime={entry.created_at}>{moment(entry.created_at)}</time>
        <span>{say.kinds[entry.kind]?.name ?? spelled(entry.kind)}</span>
      </p>
      {entry.source === "" ? (
        <p class="muted">{say.historyNoText}</p>
      ) : (
        <div class="entry-texts" lang={entry.language}>
          <p class="entry-was">{entry.source}</p>
          {entry.text !== entry.source && <p class="entry-is">{entry.text}</p>}
        </div>
      )}
      <div class="entry-actions">
        {doubtful.value === entry.id ? <Sure id={entry.id} /> : <Actions entry={entry} />}
      </div>
    </li>
  );
}

function Actions({ entry }: { entry: Entry }) {
  const say = words.value;
  return (
    <>
      {entry.source !== "" && (
        <button type="button" class="quiet" onClick={() => reuse(entry)}>
          {say.reuse}
        </button>
      )}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          removed.value = false;
          doubtful.value = entry.id;
        }}
      >
        {say.remove}
      </button>
    </>
  );
}

function Sure({ id }: { id: string }) {
  const say = words.value;
  return (
    <>
      <span>{say.removeSure}</span>
      <button type="button" class="small danger" autofocus onClick={() => void forget(id)}>
        {say.removeYes}
      </button>
      <button type="button" class="quiet" onClick={() => (doubtful.value = null)}>
        {say.removeNo}
      </button>
    </>
  );
}

async function forget(id: string): Promise<void> {
  removed.value = await history.forget(id);
  doubtful.value = null;
}

function reuse(entry: Entry): void {
  write(entry.source);
  draft.kind.value = entry.kind;
  draft.intensity.value = entry.intensity;
  showInMessage(0, 0);
}

function moment(created: string): string {
  const zone = profile.value?.time_zone;
  return new Intl.DateTimeFormat(tongue.value, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(zone ? { timeZone: zone } : {}),
  }).format(new Date(created));
}
