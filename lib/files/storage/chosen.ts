import "server-only";
import { resolve } from "node:path";
import { env } from "@/lib/env";
import { folderStorage } from "@/lib/files/storage/folder";
import { s3Storage } from "@/lib/files/storage/s3";
import type { FileStorage } from "@/lib/files/storage/storage";

/** The store that the environment names: a bucket, else a folder beside the embedded database. */
export function fileStorage(): FileStorage {
  const { FILES_S3_URL: url, FILES_S3_REGION: region, FILES_S3_KEY_ID: keyId, FILES_S3_SECRET: secret } = env();
  if (!url) return folderStorage(resolve(/* turbopackIgnore: true */ env().DATA_DIR, "files"));
  return s3Storage({ url, region, keyId: keyId ?? "", secret: secret ?? "" });
}
