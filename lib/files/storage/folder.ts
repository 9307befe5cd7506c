import "server-only";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileStorage } from "@/lib/files/storage/storage";

/** Files in a folder of this machine: right for one machine, and backed up with it. */
export function folderStorage(folder: string): FileStorage {
  const pathOf = (name: string) => join(folder, name);
  const unfinished = (name: string) => `${pathOf(name)}.part`;
  return {
    async write(name, bytes) {
      await mkdir(folder, { recursive: true });
      // Whoever reads meanwhile sees the whole file or none.
      await writeFile(unfinished(name), bytes);
      await rename(unfinished(name), pathOf(name));
    },
    async read(name) {
      try {
        return await readFile(pathOf(name));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
    async remove(name) {
      // Also of a write that never ended.
      for (const path of [unfinished(name), pathOf(name)]) await rm(path, { force: true });
    },
  };
}
