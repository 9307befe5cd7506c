import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KnownEntry, type ListedRow, planListing } from "@/lib/clients/listing/plan";
import type { Contact } from "@/lib/contacts/rules";

const phone = (n: number): Contact => ({ kind: "phone", value: `+1202555010${n}` });
const email = (n: number): Contact => ({ kind: "email", value: `p${n}@example.com` });
const row = (given: Partial<ListedRow>): ListedRow => ({
  phone: null,
  email: null,
  name: null,
  company: null,
  priceListId: null,
  ...given,
});
const entry = (id: string, given: Partial<KnownEntry>): KnownEntry => ({
  ...row({}),
  id,
  status: "pending",
  listedAt: new Date(0),
  ...given,
});

function plan(rows: ListedRow[], known: KnownEntry[], restore = false) {
  let ids = 0;
  const planned = planListing(rows, known, { restore, newId: () => `new-${++ids}` });
  const said = planned.outcomes.map((answer) => (answer.outcome === "refused" ? answer.reason : answer.outcome));
  return { ...planned, said };
}

describe("putting rows on a client list", () => {
  it("adds what is new, leaves what says the same, and changes what says something else", () => {
    const known = [entry("a", { phone: phone(1), name: "Nina" }), entry("b", { email: email(2) })];
    const { said, add, change } = plan(
      [
        row({ phone: phone(3) }),
        row({ phone: phone(1), name: "Nina" }),
        row({ phone: phone(1 + 3), email: email(2), company: "Corner Shop" }),
      ],
      known,
    );
    expect(said).toEqual(["added", "unchanged", "updated"]);
    expect(add.map(({ row: { phone } }) => phone?.value)).toEqual(["+12025550103"]);
    expect(change[0]?.row).toMatchObject({ phone: phone(4), email: email(2), company: "Corner Shop" });
  });

  it("leaves what an empty field says nothing about", () => {
    const known = [entry("a", { phone: phone(1), email: email(1), name: "Nina", priceListId: "gold" })];
    const { change } = plan([row({ phone: phone(1), company: "Park" })], known);
    expect(change[0]?.row).toEqual(
      row({ phone: phone(1), email: email(1), name: "Nina", company: "Park", priceListId: "gold" }),
    );
  });

  it("refuses a row whose number and e-mail belong to two entries, and the second of two rows about the same", () => {
    const known = [entry("a", { phone: phone(1) }), entry("b", { email: email(2) })];
    const { said } = plan(
      [
        row({ phone: phone(1), email: email(2) }),
        row({ phone: phone(1), name: "One" }),
        row({ phone: phone(1), name: "Two" }),
        row({ phone: phone(5), email: email(5) }),
        row({ phone: phone(6), email: email(5) }),
      ],
      known,
    );
    expect(said).toEqual(["otherEntry", "updated", "duplicate", "added", "duplicate"]);
  });

  it("brings a revoked entry back only where that is meant", () => {
    const known = [entry("a", { phone: phone(1), status: "revoked" })];
    expect(plan([row({ phone: phone(1) })], known).said).toEqual(["revoked"]);
    expect(plan([row({ phone: phone(1) })], known, true).said).toEqual(["restored"]);
  });

  it("whatever the rows: no contact ends in two entries, and one outcome each", () => {
    const contacts = fc.record({
      phone: fc.option(fc.integer({ min: 0, max: 4 }).map(phone)),
      email: fc.option(fc.integer({ min: 0, max: 4 }).map(email)),
    });
    const rows = fc.array(contacts.filter((one) => one.phone !== null || one.email !== null).map(row), {
      maxLength: 12,
    });
    const known = fc
      .uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 5 })
      .map((numbers) =>
        numbers.map((n) => entry(`e${n}`, { phone: n % 2 ? phone(n) : null, email: n % 2 ? null : email(n) })),
      );
    fc.assert(
      fc.property(rows, known, fc.boolean(), (given, before, restore) => {
        const { outcomes, add, change } = plan(given, before, restore);
        expect(outcomes).toHaveLength(given.length);
        const after = new Map(before.map((one) => [one.id, row(one)]));
        for (const { id, row: added } of add) after.set(id, added);
        for (const { before: old, row: changed } of change) after.set(old.id, changed);
        for (const kind of ["phone", "email"] as const) {
          const values = [...after.values()].flatMap((one) => one[kind]?.value ?? []);
          expect(new Set(values).size).toBe(values.length);
        }
      }),
    );
  });
});
