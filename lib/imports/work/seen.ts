import "server-only";
import { type Contact, contactKey } from "@/lib/contacts/rules";
import { keyedHash } from "@/lib/secrets";

const HASH = 8;
const ENTRY = HASH + 4;

/** Which contacts of a file were taken, and in which of its rows. In the database it is a row of keyed hashes per chunk. */
export class SeenContacts {
  readonly #rows = new Map<string, number>();
  #fresh: Buffer[] = [];

  constructor(
    readonly importId: string,
    /** How many rows it knows of: another worker may have gone on meanwhile. */
    public rowsKnown: number,
    stored: readonly Uint8Array[],
  ) {
    for (const bytes of stored.map((one) => Buffer.from(one))) {
      for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) {
        this.#rows.set(bytes.toString("latin1", at, at + HASH), bytes.readUInt32BE(at + HASH));
      }
    }
  }

  /** The row that one of the contacts stood in before; null: none, and from now on they stand in this one. */
  take(contacts: readonly Contact[], row: number): number | null {
    const keys = contacts.map((contact) => this.#key(contact));
    for (const key of keys) {
      const before = this.#rows.get(key);
      if (before !== undefined) return before;
    }
    this.#add(keys, row);
    return null;
  }

  #add(keys: readonly string[], row: number): void {
    for (const key of keys) {
      const entry = Buffer.alloc(ENTRY);
      entry.write(key, "latin1");
      entry.writeUInt32BE(row, HASH);
      this.#rows.set(key, row);
      this.#fresh.push(entry);
    }
  }

  /** What this chunk added, to be stored with it. */
  takeFresh(): Uint8Array<ArrayBuffer> {
    const bytes = Uint8Array.from(Buffer.concat(this.#fresh));
    this.#fresh = [];
    return bytes;
  }

  #key(contact: Contact): string {
    return keyedHash("import contacts", this.importId, contactKey(contact)).toString("latin1", 0, HASH);
  }
}
