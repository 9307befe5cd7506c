import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

export const KEY = { keyId: "test-key", secret: "test-secret", region: "eu-test-1" };

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string) => createHmac("sha256", key).update(data).digest();

/** AWS Signature Version 4, worked out from what arrived. */
function signatureOf({ method = "", url = "", headers }: IncomingMessage, body: Buffer): string {
  const said = /Credential=[^/]+\/(\d+)\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+)/.exec(
    headers.authorization ?? "",
  );
  const [, day = "", region = "", names = ""] = said ?? [];
  const content = String(headers["x-amz-content-sha256"]);
  if (method === "PUT" && content !== sha256(body)) return "another content";
  const lines = names.split(";").map((name) => `${name}:${headers[name]}\n`);
  const canonical = [method, url, "", lines.join(""), names, content].join("\n");
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], `${day}/${region}/s3/aws4_request`, sha256(canonical)].join(
    "\n",
  );
  const key = ["s3", "aws4_request"].reduce<Buffer>(hmac, hmac(hmac(`AWS4${KEY.secret}`, day), region));
  return hmac(key, text).toString("hex");
}

type Stored = { type: string | undefined; bytes: Buffer };

/** A bucket at /bucket that checks who signed, and fails as often as it is told. */
export async function startBucket() {
  const objects = new Map<string, Stored>();
  const failures: number[] = [];
  const server = createServer(async (request, response) => {
    const bytes = await buffer(request);
    const failure = failures.shift();
    if (failure) return response.writeHead(failure).end("<Error>owner of the bucket</Error>");
    if (!request.headers.authorization?.endsWith(`Signature=${signatureOf(request, bytes)}`))
      return response.writeHead(403).end("<Error>SignatureDoesNotMatch</Error>");
    const name = request.url ?? "";
    if (request.method === "PUT") objects.set(name, { type: request.headers["content-type"], bytes });
    if (request.method === "DELETE") return response.writeHead(objects.delete(name) ? 204 : 404).end();
    const object = objects.get(name);
    return object ? response.writeHead(200).end(object.bytes) : response.writeHead(404).end("<Error>NoSuchKey</Error>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/bucket`;
  return { url, objects, failures, close: () => server.close() };
}
