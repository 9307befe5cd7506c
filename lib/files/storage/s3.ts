import "server-only";
import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import type { FileStorage } from "@/lib/files/storage/storage";

export type S3Options = {
  /** The bucket's own address, with or without a folder in it: https://bucket.s3.eu-central-1.amazonaws.com, https://minio.example.com/bucket/logos */
  url: string;
  region: string;
  keyId: string;
  secret: string;
};

const TIMEOUT = 10_000;

/** Files in a bucket of whatever speaks S3's API: right for many machines. */
export function s3Storage({ url, region, keyId, secret }: S3Options): FileStorage {
  const client = new AwsClient({
    ...{ accessKeyId: keyId, secretAccessKey: secret, service: "s3", region },
    ...{ retries: 2, initRetryMs: 100 },
  });
  const ask = async (method: string, name: string, init: RequestInit, allowed: number[] = []): Promise<Response> => {
    const answer = await client.fetch(`${url.replace(/\/$/, "")}/${name}`, {
      ...{ method, ...init },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (answer.ok || allowed.includes(answer.status)) return answer;
    // Its words may name the bucket's owner and keys: the status says enough.
    await answer.body?.cancel();
    throw new Error(`The file store answered ${method} with ${answer.status}.`);
  };
  return {
    async write(name, bytes, type) {
      // Signed with its content: nobody changes it on the way.
      const hash = createHash("sha256").update(bytes).digest("hex");
      const headers = { "content-type": type, "x-amz-content-sha256": hash };
      const answer = await ask("PUT", name, { body: new Uint8Array(bytes), headers });
      await answer.body?.cancel();
    },
    async read(name) {
      const answer = await ask("GET", name, {}, [404]);
      if (answer.status !== 404) return Buffer.from(await answer.arrayBuffer());
      await answer.body?.cancel();
      return null;
    },
    async remove(name) {
      const answer = await ask("DELETE", name, {}, [404]);
      await answer.body?.cancel();
    },
  };
}
