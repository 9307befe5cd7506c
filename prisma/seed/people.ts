import { daysAgo } from "../factories/db";
import { type NewUser, userRows } from "../factories/people";
import { personName } from "./names";
import type { Rows } from "./rows";

export type Person = { id: string; name: string | null; contacts: { kind: "phone" | "email"; value: string }[] };

/** Adds a person's rows and answers with what the rest of the seed needs of them. */
function addPerson(rows: Rows, options: NewUser): Person {
  const { user, contacts } = userRows(options);
  rows.users.push(user);
  rows.contacts.push(...contacts.map(({ row }) => row));
  return { id: user.id, name: user.name, contacts: contacts.map(({ contact }) => ({ ...contact })) };
}

/** The people of ui.md, as whom anyone can sign in. */
export function addDemoPeople(rows: Rows, since: Date) {
  const person = (name: string, company: string | null, ...contacts: string[]) =>
    addPerson(rows, { name, company, contacts, createdAt: since });
  const people = {
    nina: person("Nina Park", "Park & Daughters", "+1 202 555 0101", "nina@example.com"),
    omar: person("Omar Haddad", "Haddad Hospitality", "+1 202 555 0102", "omar@example.com"),
    lena: person("Lena Fischer", "Fischer Werkstatt", "+1 202 555 0103"),
    ada: person("Ada Rossi", "Rossi Consulting", "ada@example.com"),
    ben: person("Ben Cole", null, "ben@example.com"),
    mia: person("Mia Stone", null, "mia@example.com"),
    olivia: person("Olivia Grant", null, "operator@example.com"),
  };
  rows.operators.push({ userId: people.olivia.id, role: "admin", status: "active", createdAt: since });
  return people;
}

export type DemoPeople = ReturnType<typeof addDemoPeople>;

/** Mobile numbers of invented people: few, so that the rest of the block stays free for whoever tries things out. */
const FIRST_PHONE = 104;
const LAST_PHONE = 129;

/** Invented people, each made once: e-mail from the name, some with a mobile number. */
export function createCrowd(rows: Rows) {
  let made = 0;
  let phone = FIRST_PHONE;
  const address = (name: string) => `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@example.com`;
  return {
    staff: (name: string, createdAt: Date): Person => addPerson(rows, { name, contacts: [address(name)], createdAt }),
    /** Somebody who was asked by e-mail and has not been here. */
    asked: (name: string, createdAt: Date): Person =>
      addPerson(rows, { name: null, contacts: [{ value: address(name), verified: false }], createdAt }),
    next(
      createdAt: Date,
      options: { company?: string; unnamed?: boolean; unproved?: boolean; byPhone?: boolean } = {},
    ): Person {
      const name = personName(made);
      made += 1;
      const usesPhone = options.byPhone === true && phone <= LAST_PHONE;
      const value = usesPhone ? `+1 202 555 ${String(phone++).padStart(4, "0")}` : address(name);
      return addPerson(rows, {
        name: options.unnamed ? null : name,
        company: options.unnamed ? null : (options.company ?? null),
        contacts: [{ value, verified: options.unproved !== true }],
        createdAt,
        // Some time in the last weeks, not all at the moment at which they are made.
        lastSeenAt: new Date(Math.max(createdAt.getTime(), daysAgo((made * 5) % 28).getTime())),
      });
    },
  };
}

export type Crowd = ReturnType<typeof createCrowd>;
