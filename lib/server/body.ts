import { AppError } from "@/lib/errors";

/** The text of a request's body; refused as soon as it has more bytes than `max`, whatever it announced. */
export async function readBody(request: Request, max: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(request, max));
}

/** The same for a file. */
export async function readBytes(request: Request, max: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    // Leaving the loop cancels the stream.
    if (size > max) throw new AppError("too_large", "errors.tooLarge");
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}
