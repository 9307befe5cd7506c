/** Where files are kept. Names are ours (lib/files/rules), and a name never gets another content. */
export interface FileStorage {
  write(name: string, bytes: Uint8Array, type: string): Promise<void>;
  /** Null when there is none of this name. */
  read(name: string): Promise<Uint8Array | null>;
  /** Removing what is not there is done. */
  remove(name: string): Promise<void>;
}
