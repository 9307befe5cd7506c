import { AppError } from "@/lib/errors";

/** The text of a request's body; refused as soon as it has more bytes than `max`, whatever it announced. */
export async function readBody(request: Request, max: number): Promise<string> {
  if (!request.body) return "";
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for await (const piece of request.body) {
    size += piece.byteLength;
    // Leaving the loop cancels the stream.
    if (size > max) throw new AppError("too_large", "errors.tooLarge");
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
