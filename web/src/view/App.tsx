import { useSignalEffect } from "@preact/signals";

import { ear, heardBefore, outcome, run } from "../state/run.ts";
import { token } from "../state/reset.ts";
import { info, trouble } from "../state/session.ts";
import { words } from "../words/index.ts";
import { ChoosePassword } from "./ChoosePassword.tsx";
import { Composer } from "./Composer.tsx";
import { Controls } from "./Controls.tsx";
import { Gauges } from "./Gauges.tsx";
import { Header } from "./Header.tsx";
import { History } from "./History.tsx";
import { Insights } from "./Insights.tsx";
import { ProblemNote } from "./ProblemNote.tsx";
import { Result } from "./Result.tsx";
import { SignIn } from "./SignIn.tsx";

export function App() {
  const say = words.value;
  useSignalEffect(() => {
    document.title = `ToneBridge · ${words.value.tagline}`;
  });
  return (
    <div class="page" onKeyDown={shortcut}>
      <a class="skip" href="#message">
        {say.skip}
      </a>
      <Header />
      <main>
        <div class="hero">
          <h1>{say.headline}</h1>
          <p class="lead">{say.lead}</p>
        </div>
        <Trouble />
        <div class="desk">
          <Controls />
          <div class="panes">
            <Composer />
            <Result />
          </div>
          <Gauges />
          <Insights />
        </div>
        <History />
      </main>
      <footer class="foot">
        <p>{say.footer}</p>
        <p>
          {info.value && <span>ToneBridge {info.value.version}</span>}
          <a href="/assets/licences.txt">{say.licences}</a>
        </p>
      </footer>
      <Announcer />
      <SignIn />
      {token.value && <ChoosePassword key={token.value} secret={token.value} />}
    </div>
  );
}

function Trouble() {
  const said = trouble.value;
  if (!said) return null;
  return (
    <div class="trouble">
      {typeof said === "string" ? (
        <p class="problem" role="alert">
          {said === "signed-out" ? words.value.signedOut : words.value.linkSpent}
        </p>
      ) : (
        <ProblemNote problem={said} />
      )}
      <button type="button" class="quiet" onClick={() => (trouble.value = null)}>
        {words.value.dismiss}
      </button>
    </div>
  );
}

/** Tells screen readers that a result came, and in which direction it went. */
function Announcer() {
  const say = words.value;
  const was = heardBefore.value;
  const is = ear.heard.value;
  const politeness =
    was && typeof is === "object"
      ? say.announcePoliteness(was.politeness, is.politeness)
      : "";
  return (
    <p class="unseen" role="status" id="announcer">
      {outcome.value && say.announce(outcome.value.answer.changes.length, politeness)}
    </p>
  );
}

function shortcut(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  void run();
}
