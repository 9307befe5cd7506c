import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ASK_LIMIT, askAgainFrom, mayAskIfDecidedBefore, searchWords } from "@/lib/customers/requests/rules";

const at = (text: string) => new Date(text);

describe("asking again after a rejection", () => {
  it("is possible from the seventh day on, from its beginning", () => {
    const row = { requestCount: 1, requestedAt: at("2026-03-01T08:00:00Z"), decidedAt: at("2026-03-02T17:30:00Z") };
    expect(askAgainFrom(row)).toEqual(at("2026-03-09T00:00:00Z"));
    expect(askAgainFrom({ ...row, decidedAt: null })).toEqual(at("2026-03-08T00:00:00Z"));
  });

  it("ends with the third request", () => {
    const row = { requestedAt: at("2020-01-01T00:00:00Z"), decidedAt: at("2020-01-02T00:00:00Z") };
    expect(askAgainFrom({ ...row, requestCount: ASK_LIMIT - 1 })).not.toBeNull();
    expect(askAgainFrom({ ...row, requestCount: ASK_LIMIT })).toBeNull();
  });

  it("is what the database's condition says, at every moment", () => {
    const time = fc.date({ min: at("2000-01-01T00:00:00Z"), max: at("2100-01-01T00:00:00Z"), noInvalidDate: true });
    fc.assert(
      fc.property(time, time, (decidedAt, now) => {
        const from = askAgainFrom({ requestCount: 1, requestedAt: decidedAt, decidedAt });
        expect(decidedAt < mayAskIfDecidedBefore(now)).toBe(from !== null && from <= now);
      }),
    );
  });
});

describe("the words of a search", () => {
  it("are those that a seller's search key has: without marks, capitals and punctuation", () => {
    expect(searchWords("  Café-Bedarf, PORTLAND café ")).toEqual(["cafe", "bedarf", "portland"]);
    expect(searchWords("100%_\\")).toEqual(["100"]);
    expect(searchWords("'; -- \u202E")).toEqual([]);
    expect(searchWords("سوق الزهور")).toEqual(["سوق", "الزهور"]);
  });
});
