/** Which column of an older installation's table holds what. Pure: it is shown, and changed by hand, before anything happens. */

export const FIELDS = [
  "name",
  "legalName",
  "registrationNumber",
  "email",
  "phone",
  "slug",
  "trade",
  "description",
  "street",
  "postcode",
  "town",
  "country",
  "currency",
] as const;
export type Field = (typeof FIELDS)[number];
export type Mapping = Partial<Record<Field, string>>;
/** A column, and some of what stands in it. */
export type SourceColumn = { name: string; samples: readonly string[] };

/** Names that columns have had, the surest first; compared without case, spaces and underscores. */
const NAMES: Record<Field, readonly string[]> = {
  name: [
    "name",
    "suppliername",
    "vendorname",
    "companyname",
    "company",
    "businessname",
    "displayname",
    "title",
    "firma",
    "firmenname",
  ],
  legalName: ["legalname", "legalentity", "registeredname", "companylegalname"],
  registrationNumber: [
    "registrationnumber",
    "companynumber",
    "vatnumber",
    "vatid",
    "taxid",
    "taxnumber",
    "ustid",
    "ein",
    "abn",
    "siret",
    "nif",
  ],
  email: ["email", "emailaddress", "mail", "contactemail", "owneremail", "adminemail", "supplieremail", "emailadresse"],
  phone: ["phone", "phonenumber", "mobile", "mobilenumber", "telephone", "tel", "contactphone", "telefon", "handy"],
  slug: ["slug", "handle", "shortname", "urlkey", "subdomain", "code"],
  trade: ["trade", "industry", "category", "sector", "branche"],
  description: ["description", "about", "bio", "beschreibung"],
  street: ["street", "address", "addressline1", "address1", "streetaddress", "strasse"],
  postcode: ["postcode", "postalcode", "zip", "zipcode", "plz"],
  town: ["town", "city", "ort", "stadt", "locality"],
  country: ["country", "countrycode", "countryiso", "land"],
  currency: ["currency", "currencycode", "waehrung", "wahrung"],
};

/** What only one kind of column looks like, where no name says it. */
const LOOKS: Partial<Record<Field, RegExp>> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  phone: /^\+?[\d\s()./-]{8,20}$/,
};

/** The surest column of each field; no column is taken twice. */
export function guessColumns(columns: readonly SourceColumn[]): Mapping {
  const mapping: Mapping = {};
  const free = new Map(columns.map((column) => [plain(column.name), column]));
  for (const field of FIELDS) {
    const found = NAMES[field].find((name) => free.has(name));
    if (found === undefined) continue;
    mapping[field] = free.get(found)?.name ?? "";
    free.delete(found);
  }
  for (const [field, looks] of Object.entries(LOOKS) as [Field, RegExp][]) {
    if (mapping[field] !== undefined) continue;
    const found = [...free.values()].find(({ samples }) => mostly(samples, looks));
    if (!found) continue;
    mapping[field] = found.name;
    free.delete(plain(found.name));
  }
  return mapping;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]/g, "");
}

function mostly(samples: readonly string[], looks: RegExp): boolean {
  const filled = samples.map((text) => text.trim()).filter(Boolean);
  // An id is digits as well: a telephone number has a sign or a space in it somewhere.
  const telling = looks === LOOKS.phone ? filled.filter((text) => /[+\s()/-]/.test(text)) : filled;
  return filled.length > 0 && telling.filter((text) => looks.test(text)).length >= filled.length * 0.6;
}
