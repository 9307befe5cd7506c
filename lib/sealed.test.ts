import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { contactLookups, sealContact, unsealContact } from "@/lib/contacts/sealing";
import { resetEnv } from "@/lib/env";
import { currentKeyId, lookups, SealError, seal, sealedKeyId, unseal } from "@/lib/sealed";

const ring = process.env.CONTACT_KEYS ?? "";
const newKey = `k2:${Buffer.alloc(32, "a newer key").toString("base64")}`;

function useRing(keys: string): void {
  process.env.CONTACT_KEYS = keys;
  resetEnv();
}
afterEach(() => useRing(ring));

const place = fc.record({
  field: fc.constantFrom("contacts.value", "invites.contact_value", "members.email"),
  row: fc.uuid(),
});

describe("sealed values", () => {
  it("open where they were sealed, whatever they are, and look different every time", () => {
    fc.assert(
      fc.property(place, fc.string({ unit: "binary" }), (at, text) => {
        const wellFormed = text.toWellFormed();
        const sealed = seal(at, wellFormed);
        expect(unseal(at, sealed)).toBe(wellFormed);
        expect(Buffer.from(seal(at, wellFormed)).equals(Buffer.from(sealed))).toBe(false);
      }),
    );
  });

  it("never share an initialisation vector, however many there are", () => {
    const at = { field: "contacts.value", row: "0" };
    const ivOf = (sealed: Uint8Array) => {
      const start = 2 + (sealed[1] ?? 0);
      return Buffer.from(sealed.subarray(start, start + 12)).toString("hex");
    };
    const seen = new Set(Array.from({ length: 5000 }, () => ivOf(seal(at, "the same"))));
    expect(seen.size).toBe(5000);
  });

  it("ciphertext moved to another row, column or seller: refused", () => {
    fc.assert(
      fc.property(place, place, fc.string(), (at, elsewhere, text) => {
        fc.pre(at.field !== elsewhere.field || at.row !== elsewhere.row);
        expect(() => unseal(elsewhere, seal(at, text))).toThrow(SealError);
      }),
    );
    const contact = { kind: "email", value: "nina@example.com" } as const;
    const sealed = sealContact("customers.contact_value", "seller-a:row", contact);
    expect(unsealContact("customers.contact_value", "seller-a:row", "email", sealed)).toEqual(contact);
    expect(() => unsealContact("customers.contact_value", "seller-b:row", "email", sealed)).toThrow(SealError);
    expect(() => unsealContact("invites.contact_value", "seller-a:row", "email", sealed)).toThrow(SealError);
  });

  it("a flipped bit anywhere: refused", () => {
    const at = { field: "contacts.value", row: "row" };
    const sealed = seal(at, "+12025550101");
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Uint8Array.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(at, flipped), `bit ${bit}`).toThrow(SealError);
    }
  });

  it("cut off, or not ours at all: refused", () => {
    const at = { field: "contacts.value", row: "row" };
    const sealed = seal(at, "+12025550101");
    for (let length = 0; length < sealed.length; length++) {
      expect(() => unseal(at, sealed.subarray(0, length))).toThrow(SealError);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(() => unseal(at, bytes)).toThrow(SealError);
      }),
    );
  });

  it("an unknown key: refused, by name", () => {
    const at = { field: "contacts.value", row: "row" };
    const sealed = seal(at, "+12025550101");
    useRing(newKey);
    expect(() => unseal(at, sealed)).toThrow("unknown key");
  });

  it("the first key of the ring seals, every key opens", () => {
    const at = { field: "contacts.value", row: "row" };
    const old = seal(at, "+12025550101");
    useRing(`${newKey},${ring}`);
    expect(currentKeyId()).toBe("k2");
    expect(unseal(at, old)).toBe("+12025550101");
    expect(sealedKeyId(old)).toBe("test");
    expect(sealedKeyId(seal(at, "x"))).toBe("k2");
  });
});

describe("look-ups", () => {
  const phone = { kind: "phone", value: "+12025550101" } as const;

  it("are the same for the same contact, and say nothing of it", () => {
    expect(contactLookups(phone)).toEqual(contactLookups({ ...phone }));
    expect(Buffer.from(contactLookups(phone)[0]).toString("latin1")).not.toContain("2025550101");
  });

  it("differ by kind, field and key; the current key comes first", () => {
    const before = contactLookups(phone)[0];
    expect(lookups("contact", "phone:x")).not.toEqual(lookups("other", "phone:x"));
    expect(contactLookups({ kind: "email", value: phone.value })[0]).not.toEqual(before);
    useRing(`${newKey},${ring}`);
    const [current, old] = contactLookups(phone);
    expect(old).toEqual(before);
    expect(current).not.toEqual(before);
  });
});
