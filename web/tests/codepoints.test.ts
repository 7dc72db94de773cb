import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { fromUnits, length, toUnits } from "../src/text/codepoints.ts";

describe("code points", () => {
  it("count a character beyond the basic plane once", () => {
    assert.equal(length("a😡𠮷"), 3);
  });

  it("turn into UTF-16 units and back", () => {
    const text = "a😡b";
    assert.equal(toUnits(Array.from(text), 2), 3);
    assert.equal(fromUnits(text, 3), 2);
  });
});
