export const HEADER = ["Mobile number", "Email", "Name", "Company", "Price list"];

/** A row of which only these fields say something. */
export function line(fields: { phone?: string; email?: string; name?: string; company?: string; list?: string }) {
  const { phone = "", email = "", name = "", company = "", list = "" } = fields;
  return [phone, email, name, company, list];
}

/** Ten kinds of bad rows and what each is told; `twice` is an e-mail that stands in the file already. */
export function badRows(n: number, twice: string): { problem: string; cells: string[] }[] {
  return [
    { problem: "empty", cells: line({ name: `Nobody ${n}` }) },
    { problem: "phone", cells: line({ phone: "+1 202 555 01" }) },
    { problem: "email", cells: line({ email: `nina${n}@example` }) },
    { problem: "extension", cells: line({ phone: "+1 202 555 0101 ext. 5" }) },
    { problem: "notMobile", cells: line({ phone: "+44 20 7946 0958" }) },
    { problem: "blocked", cells: line({ phone: "+881 6 1234 5678" }) },
    { problem: "shortened", cells: line({ phone: "1,20256E+10" }) },
    { problem: "priceList", cells: line({ email: `list${n}@example.com`, list: "No such list" }) },
    { problem: "nameTooLong", cells: line({ email: `long${n}@example.com`, name: "n".repeat(101) }) },
    { problem: "duplicate", cells: line({ email: twice }) },
  ];
}
