import { describe, expect, it } from "vitest";
import { chosenWith } from "./choice-cards";

const options = [
  { value: "listing", title: "List regions", locked: "Always needed." },
  { value: "keys", title: "Manage keys" },
  { value: "stores", title: "Use key stores" },
];

describe("switching one box of a group", () => {
  it("keeps what other groups of boxes chose in the same answer", () => {
    expect(chosenWith(options, ["keys", "assume-role", "reports"], "stores", true)).toEqual([
      ...["listing", "keys", "stores"],
      ...["assume-role", "reports"],
    ]);
    expect(chosenWith(options, ["keys", "assume-role"], "keys", false)).toEqual(["listing", "assume-role"]);
  });

  it("cannot switch off what is always needed", () => {
    expect(chosenWith(options, ["listing"], "listing", true)).toEqual(["listing"]);
    expect(chosenWith(options, [], "keys", true)).toEqual(["listing", "keys"]);
  });
});
