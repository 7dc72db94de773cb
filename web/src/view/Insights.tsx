import type { Finding } from "../api/types.ts";
import * as draft from "../state/draft.ts";
import type { Outcome } from "../state/run.ts";
import { composed, heardBefore, outcome } from "../state/run.ts";
import { reasons } from "../state/session.ts";
import { words } from "../words/index.ts";
import { inWords } from "./ChangeDetail.tsx";
import { showInMessage } from "./Composer.tsx";
import { Icon } from "./Icon.tsx";

/** What stayed, and what a reader may stumble on. */
export function Insights() {
  const now = outcome.value;
  if (!now) return null;
  return (
    <div class="insights">
      <Facts now={now} />
      <Findings now={now} />
    </div>
  );
}

function Facts({ now }: { now: Outcome }) {
  const say = words.value;
  const facts = [...new Set(now.answer.facts)];
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">{say.facts}</h2>
      {facts.length === 0 ? (
        <p class="muted">{say.factsNone}</p>
      ) : (
        <ul class="facts">
          {facts.map((fact) => (
            <Fact key={fact} fact={fact} kept={composed.value.includes(fact)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Fact({ fact, kept }: { fact: string; kept: boolean }) {
  return (
    <li class={kept ? "fact" : "fact lost"}>
      {kept && <Icon name="lock" />}
      <span>{fact}</span>
      {!kept && <em>{words.value.factMissing}</em>}
    </li>
  );
}

function Findings({ now }: { now: Outcome }) {
  const say = words.value;
  const heard = heardBefore.value;
  if (!heard) return null;
  const points = Array.from(now.source);
  const unclear = heard.clarity.reasons;
  return (
    <section aria-labelledby="findings-title">
      <h2 id="findings-title">{say.findings}</h2>
      {heard.findings.length === 0 && unclear.length === 0 && (
        <p class="muted">{say.findingsNone}</p>
      )}
      <ul class="findings">
        {heard.findings.map((finding, index) => (
          <FindingItem
            key={index}
            finding={finding}
            quote={points.slice(finding.start, finding.end).join("")}
            reachable={draft.text.value === now.source}
          />
        ))}
        {unclear.map((code) => (
          <li key={code}>
            <p>{inWords(code)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface FindingProps {
  finding: Finding;
  quote: string;
  reachable: boolean;
}

function FindingItem({ finding, quote, reachable }: FindingProps) {
  const say = words.value;
  const said = reasons.value[finding.check] ?? finding.message;
  return (
    <li>
      {reachable ? (
        <button
          type="button"
          class="quote"
          title={say.findingShow}
          onClick={() => showInMessage(finding.start, finding.end)}
        >
          {quote}
        </button>
      ) : (
        <span class="quote">{quote}</span>
      )}
      <p>{said}</p>
      {finding.suggestion && <p class="muted">{say.suggestion(finding.suggestion)}</p>}
    </li>
  );
}
