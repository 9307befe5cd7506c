import { readNamed } from "@/lib/contacts/named";
import { asciiDigits } from "@/lib/digits";
import type { ImportField, ImportMapping } from "@/lib/imports/rules";

/**
 * What people write over their columns, in every language of ours; the more telling words come first, so that "Mobile" is taken before
 * "Phone", which may be the desk's.
 */
const HEADERS: Record<ImportField, string[]> = {
  phone: [
    ...["mobile", "mobile number", "mobile phone", "mobile no", "cell", "cell phone", "cellphone", "whatsapp"],
    ...["mobilnummer", "mobil", "mobiltelefon", "handy", "handynummer"],
    ...["رقم الجوال", "الجوال", "جوال", "موبايل", "رقم الموبايل", "المحمول", "رقم المحمول", "واتساب"],
    ...["phone", "phone number", "telephone", "tel", "telefon", "telefonnummer", "rufnummer"],
    ...["هاتف", "الهاتف", "رقم الهاتف", "تلفون"],
  ],
  email: [
    ...["email", "e mail", "email address", "e mail address", "mail"],
    ...["e mail adresse", "email adresse", "mailadresse"],
    ...["البريد الالكتروني", "بريد الكتروني", "عنوان البريد الالكتروني", "بريد", "ايميل", "الايميل"],
  ],
  contact: [
    ...["contact", "mobile number or email", "phone or email", "kontakt", "mobilnummer oder e mail"],
    ...["وسيله الاتصال", "رقم الجوال او البريد الالكتروني"],
  ],
  name: [
    ...["name", "full name", "contact name", "contact person", "customer name", "customer"],
    ...["vollstandiger name", "kontaktname", "ansprechpartner", "kundenname", "kunde"],
    ...["الاسم", "اسم", "الاسم الكامل", "اسم العميل", "العميل"],
  ],
  firstName: ["first name", "given name", "firstname", "vorname", "الاسم الاول"],
  lastName: [
    ...["last name", "surname", "family name", "lastname"],
    ...["nachname", "familienname", "اسم العائله", "العائله", "الكنيه"],
  ],
  company: [
    ...["company", "company name", "business", "organisation", "organization", "firm"],
    ...["firma", "firmenname", "unternehmen", "الشركه", "شركه", "اسم الشركه", "المؤسسه"],
  ],
  priceList: [
    ...["price list", "pricelist", "price group", "tier", "preisliste", "preisgruppe"],
    ...["قائمه الاسعار", "قائمه اسعار", "فئه السعر"],
  ],
};

/** The columns that our reports add: they are left out when the corrected file comes back. */
const REPORT_HEADERS = ["reason", "why it was refused", "warum abgelehnt", "grund", "سبب الرفض", "السبب"].map(keyOf);

export function isReportHeader(text: string): boolean {
  return REPORT_HEADERS.includes(keyOf(text));
}

/** Letters and digits alone, without accents; the spellings of Arabic that one and the same person mixes become one. */
function keyOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[أإآ]/g, "ا")
    .replace(/ة/g, "ه")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const KEYS = new Map<string, { field: ImportField; rank: number }>();
for (const [field, names] of Object.entries(HEADERS) as [ImportField, string[]][]) {
  names.forEach((name, rank) => {
    if (!KEYS.has(keyOf(name))) KEYS.set(keyOf(name), { field, rank });
  });
}

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
/** Eight digits or more, and little else. */
const PHONE = /^(?=(?:\D*\d){8})[+\d\s().\-/]+$/;

function isPhone(cell: string): boolean {
  return PHONE.test(asciiDigits(readNamed(cell).contact));
}

function isEmail(cell: string): boolean {
  return EMAIL.test(readNamed(cell).contact);
}

/** Does the first line name the columns? Not when it holds a contact itself. */
export function firstRowIsHeader(rows: readonly string[][]): boolean {
  const [first = []] = rows;
  if (first.some((cell) => isEmail(cell) || isPhone(cell))) return false;
  if (first.some((cell) => KEYS.has(keyOf(cell)))) return true;
  return rows.length > 1 && first.every((cell) => cell.trim() === "" || /\p{L}/u.test(cell));
}

/** A guess of what each column holds: by its name, and where that says nothing, by what stands in it. */
export function guessMapping(header: readonly string[] | null, sample: readonly string[][]): ImportMapping {
  const width = Math.max(header?.length ?? 0, ...sample.map((row) => row.length), 0);
  const mapping: ImportMapping = Array.from({ length: width }, () => null);
  const ranks = new Map<ImportField, number>();
  header?.forEach((name, column) => {
    const known = KEYS.get(keyOf(name));
    if (!known || (ranks.get(known.field) ?? Number.POSITIVE_INFINITY) <= known.rank) return;
    const before = mapping.indexOf(known.field);
    if (before !== -1) mapping[before] = null;
    mapping[column] = known.field;
    ranks.set(known.field, known.rank);
  });
  guessByContent(mapping, sample, header === null);
  return tidied(mapping);
}

function guessByContent(mapping: ImportMapping, sample: readonly string[][], names: boolean): void {
  const free = (field: ImportField) => !mapping.includes(field);
  for (const column of mapping.keys()) {
    if (mapping[column] !== null) continue;
    const cells = sample.map((row) => (row[column] ?? "").trim()).filter(Boolean);
    const field = contentOf(cells, mapping.length === 1);
    const contacts = free("contact");
    if (field === "contact" && contacts && free("phone") && free("email")) mapping[column] = field;
    else if ((field === "phone" || field === "email") && contacts && free(field)) mapping[column] = field;
    else if (field === "name" && names) mapping[column] = (["name", "company"] as const).find(free) ?? null;
  }
}

/** `alone`: of a list of one column nothing else can be meant than contacts, whatever stands between them. */
function contentOf(cells: string[], alone: boolean): ImportField | null {
  const emails = cells.filter(isEmail).length;
  const phones = cells.filter(isPhone).length;
  const most = cells.length * 0.6;
  if (cells.length === 0) return null;
  if (emails > most) return "email";
  if (phones > most) return "phone";
  if (emails + phones > (alone ? 0 : cells.length / 2)) return "contact";
  return cells.filter((cell) => /\p{L}{2}/u.test(cell) && !/\d/.test(cell)).length > most ? "name" : null;
}

/** A whole name makes its parts needless; two columns of contacts make a mixed one needless. */
function tidied(mapping: ImportMapping): ImportMapping {
  const has = (field: ImportField) => mapping.includes(field);
  return mapping.map((field) => {
    if (field === "name" && has("firstName") && has("lastName")) return null;
    if (field === "contact" && has("phone") && has("email")) return null;
    return field;
  });
}
