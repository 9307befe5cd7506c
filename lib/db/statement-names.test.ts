import { describe, expect, it } from "vitest";
import { statementName } from "@/lib/db/statement-names";

describe("statement names", () => {
  it("are equal for equal SQL, different for different SQL, and short enough for PostgreSQL", () => {
    const name = statementName({ sql: "SELECT 1" });
    expect(statementName({ sql: "SELECT 1" })).toBe(name);
    expect(statementName({ sql: "SELECT 2" })).not.toBe(name);
    expect(name.length).toBeLessThan(64);
    expect(name).not.toBe("");
  });

  it("are bounded: SQL beyond the limit runs unnamed, and what has a name keeps it", () => {
    const name = statementName({ sql: "SELECT 1" });
    const names = Array.from({ length: 2_000 }, (_, index) => statementName({ sql: `SELECT 'bounded ${index}'` }));
    expect(new Set(names.filter(Boolean)).size).toBeLessThanOrEqual(500);
    expect(names.at(-1)).toBe("");
    expect(statementName({ sql: "SELECT 1" })).toBe(name);
  });
});
