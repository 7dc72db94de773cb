import { createRef } from "preact";

import * as draft from "../state/draft.ts";
import { outcome, problem, refusal, run, running, select, selected } from "../state/run.ts";
import { before } from "../text/changes.ts";
import { fromUnits, toUnits } from "../text/codepoints.ts";
import { words } from "../words/index.ts";
import { ProblemNote } from "./ProblemNote.tsx";

const SHORTCUT = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ Enter" : "Ctrl + Enter";

const box = createRef<HTMLTextAreaElement>();

/** Where the message is written; after a run its changed stretches are tinted. */
export function Composer() {
  const say = words.value;
  return (
    <section class="pane">
      <div class="pane-head">
        <h2>
          <label for="message">{say.message}</label>
        </h2>
        {draft.text.value && (
          <button type="button" class="quiet" onClick={clear}>
            {say.clear}
          </button>
        )}
      </div>
      <div class="paper">
        <Underlay />
        <textarea
          id="message"
          ref={box}
          placeholder={say.placeholder}
          value={draft.text.value}
          aria-invalid={faulty()}
          aria-describedby={faulty() ? "message-problem counter" : "counter"}
          spellcheck={false}
          onInput={(event) => write(event.currentTarget.value)}
          onClick={point}
        />
      </div>
      {draft.text.value === "" && <Examples />}
      <Fault />
      <div class="pane-foot">
        <Counter />
        <button
          type="button"
          class="primary"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          aria-disabled={running.value}
          onClick={() => void run()}
        >
          {running.value ? say.running : (say.kinds[draft.kind.value]?.run ?? say.kind)}
          <kbd aria-hidden="true">{SHORTCUT}</kbd>
        </button>
      </div>
    </section>
  );
}

/** Put the cursor on a stretch of the message; offsets in code points. */
export function showInMessage(start: number, end: number): void {
  const points = Array.from(draft.text.value);
  box.current?.focus();
  box.current?.setSelectionRange(toUnits(points, start), toUnits(points, end));
}

export function write(text: string): void {
  draft.text.value = text;
  refusal.value = null;
}

/** The same text behind the box: gives it its height and tints what was changed. */
function Underlay() {
  const text = draft.text.value;
  const now = outcome.value;
  const marked = now?.aligned === true && now.source === text;
  const segments = marked ? before(text, now.answer.changes) : [{ text, change: null }];
  return (
    <div class="underlay" aria-hidden="true">
      {segments.map((segment, index) => (
        <span key={index} class={tint(segment.change)}>
          {segment.text}
        </span>
      ))}
      {"\u200b"}
    </div>
  );
}

function tint(change: number | null): string {
  if (change === null) return "";
  return change === selected.value ? "was chosen" : "was";
}

function Examples() {
  return (
    <p class="examples">
      <span>{words.value.examples}</span>
      {words.value.exampleTexts.map(({ name, text }) => (
        <button key={name} type="button" class="chip" onClick={() => tryExample(text)}>
          {name}
        </button>
      ))}
    </p>
  );
}

function Counter() {
  const over = draft.size.value > draft.limit.value;
  return (
    <p id="counter" class={over ? "counter over" : "counter"}>
      <span aria-hidden="true">{words.value.counter(draft.size.value, draft.limit.value)}</span>
      <span class="unseen">{words.value.counterLabel(draft.size.value, draft.limit.value)}</span>
    </p>
  );
}

function Fault() {
  if (problem.value && atMessage()) return <ProblemNote id="message-problem" problem={problem.value} />;
  if (!refusal.value) return null;
  const { empty, tooLong } = words.value;
  return (
    <p class="problem" role="alert" id="message-problem">
      {refusal.value === "empty" ? empty : tooLong(draft.size.value, draft.limit.value)}
    </p>
  );
}

function faulty(): boolean {
  return refusal.value !== null || (problem.value !== null && atMessage());
}

function atMessage(): boolean {
  return problem.value?.field === "text";
}

function clear(): void {
  write("");
  box.current?.focus();
}

function tryExample(text: string): void {
  write(text);
  box.current?.focus();
}

/** A click into a changed stretch of the message chooses that change. */
function point(): void {
  const now = outcome.value;
  if (!now?.aligned || now.source !== draft.text.value || !box.current) return;
  const { selectionStart, selectionEnd } = box.current;
  if (selectionStart !== selectionEnd) return;
  const at = fromUnits(draft.text.value, selectionStart);
  const hit = now.answer.changes.findIndex(({ start, end }) => start <= at && at <= end);
  if (hit >= 0) select(hit);
}
