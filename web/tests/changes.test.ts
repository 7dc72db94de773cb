import assert from "node:assert/strict";
import { describe, it } from "node:test";

import type { Change } from "../src/api/types.ts";
import { account, after, before, join } from "../src/text/changes.ts";

function change(start: number, end: number, was: string, is: string): Change {
  return { start, end, before: was, after: is, reason: "imperative", strategy: "request" };
}

const SOURCE = "🔥🔥 直せ。𠮷野さんへ送れ。";
const CHANGES = [change(3, 5, "直せ", "直してください"), change(11, 13, "送れ", "送ってください")];
const RESULT = "🔥🔥 直してください。𠮷野さんへ送ってください。";

describe("changes", () => {
  it("cut the source at code points, beyond the basic plane too", () => {
    assert.deepEqual(before(SOURCE, CHANGES), [
      { text: "🔥🔥 ", change: null },
      { text: "直せ", change: 0 },
      { text: "。𠮷野さんへ", change: null },
      { text: "送れ", change: 1 },
      { text: "。", change: null },
    ]);
  });

  it("give the result when none is undone", () => {
    assert.equal(join(after(SOURCE, CHANGES, new Set())), RESULT);
  });

  it("give the source's own words where one is undone", () => {
    assert.equal(
      join(after(SOURCE, CHANGES, new Set([1]))),
      "🔥🔥 直してください。𠮷野さんへ送れ。",
    );
  });

  it("keep a place for an insertion at the very end", () => {
    const inserted = [change(3, 3, "", " Thank you.")];
    assert.deepEqual(after("Go.", inserted, new Set()), [
      { text: "Go.", change: null },
      { text: " Thank you.", change: 0 },
    ]);
    assert.deepEqual(after("Go.", inserted, new Set([0])), [
      { text: "Go.", change: null },
      { text: "", change: 0 },
    ]);
  });
});

describe("account", () => {
  it("is true when the changes explain the whole difference", () => {
    assert.equal(account(SOURCE, CHANGES, RESULT), true);
  });

  it("is false when the result differs elsewhere", () => {
    assert.equal(account(SOURCE, CHANGES, `${RESULT}!`), false);
  });

  it("is false when a change does not stand where it says", () => {
    assert.equal(account(SOURCE, [change(4, 6, "直せ", "x")], "🔥🔥 直x𠮷野さんへ送れ。"), false);
  });

  it("is false when changes overlap", () => {
    const overlapping = [change(0, 2, "ab", "x"), change(1, 3, "bc", "y")];
    assert.equal(account("abc", overlapping, "xy"), false);
  });
});
