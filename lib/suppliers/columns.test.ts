import { describe, expect, it } from "vitest";
import { guessColumns } from "@/lib/suppliers/columns";

const columns = (...names: string[]) => names.map((name) => ({ name, samples: [] }));

describe("the columns of an older table", () => {
  it("are found by the names that they have had", () => {
    expect(
      guessColumns(columns("id", "Supplier_Name", "E-Mail", "phone number", "PLZ", "Ort", "land", "ust_id")),
    ).toEqual({
      name: "Supplier_Name",
      email: "E-Mail",
      phone: "phone number",
      postcode: "PLZ",
      town: "Ort",
      country: "land",
      registrationNumber: "ust_id",
    });
  });

  it("are taken once, the surest first", () => {
    expect(guessColumns(columns("company", "name", "title"))).toEqual({ name: "name" });
  });

  it("are found by what stands in them where no name says it; an id is no telephone number", () => {
    const guess = guessColumns([
      { name: "id", samples: ["12025550101", "12025550102"] },
      { name: "k1", samples: ["a@example.com", "", "b@example.com"] },
      { name: "k2", samples: ["+1 202 555 0101", "(202) 555-0102"] },
      { name: "k3", samples: ["", ""] },
    ]);
    expect(guess).toEqual({ email: "k1", phone: "k2" });
  });
});
