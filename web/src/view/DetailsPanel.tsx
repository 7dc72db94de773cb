import type { ComponentChildren } from "preact";

import type { Details, Quadrant } from "../api/types.ts";
import { words } from "../words/index.ts";

const QUADRANTS: readonly Quadrant[] = ["must", "should", "could", "wont"];

/** What the kind found beside the text: questions, terms, points, sections, quadrants. */
export function DetailsPanel({ details }: { details: Details }) {
  const say = words.value;
  const { questions, terms, points, sections, quadrants } = details;
  return (
    <>
      {questions && questions.length > 0 && (
        <Panel name="questions" title={say.questions}>
          <Items items={questions} />
        </Panel>
      )}
      {terms && terms.length > 0 && (
        <Panel name="terms" title={say.terms}>
          <dl class="glossary">
            {terms.map(({ term, plain }) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{plain}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
      {points && points.length > 0 && (
        <Panel name="points" title={say.points}>
          <Items items={points} />
        </Panel>
      )}
      {sections && sections.length > 0 && (
        <Panel name="sections" title={say.sections}>
          {sections.map(({ heading, items }, at) => (
            <section key={at}>
              <h4>{heading}</h4>
              <Items items={items} />
            </section>
          ))}
        </Panel>
      )}
      {quadrants && (
        <Panel name="quadrants" title={say.quadrantsTitle}>
          <div class="quadrants">
            {QUADRANTS.map((quadrant) => (
              <section key={quadrant} data-quadrant={quadrant}>
                <h4>{say.quadrants[quadrant] ?? quadrant}</h4>
                {quadrants[quadrant].length > 0 ? (
                  <Items items={quadrants[quadrant]} />
                ) : (
                  <p class="muted">{say.quadrantEmpty}</p>
                )}
              </section>
            ))}
          </div>
        </Panel>
      )}
    </>
  );
}

function Panel(props: { name: string; title: string; children: ComponentChildren }) {
  return (
    <section class="details" data-details={props.name} aria-labelledby={`details-${props.name}`}>
      <h3 id={`details-${props.name}`}>{props.title}</h3>
      {props.children}
    </section>
  );
}

function Items({ items }: { items: readonly string[] }) {
  return (
    <ul class="plain">
      {items.map((item, at) => (
        <li key={at}>{item}</li>
      ))}
    </ul>
  );
}
