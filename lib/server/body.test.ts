import { describe, expect, it } from "vitest";
import { readBody } from "./body";

/** A request whose body comes in pieces; counts how many were taken. */
function inPieces(pieces: Uint8Array[]) {
  const taken = { count: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces[taken.count];
        taken.count += 1;
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
  return { request: new Request("http://localhost/", init), taken };
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe("the body of a request", () => {
  it("is its text, wherever it was cut", async () => {
    const [first = 0, ...rest] = bytes("ü is two bytes");
    expect(await readBody(inPieces([Uint8Array.of(first), Uint8Array.from(rest)]).request, 100)).toBe("ü is two bytes");
    expect(await readBody(new Request("http://localhost/", { method: "POST" }), 100)).toBe("");
  });

  it("is refused by bytes, and read no further than the limit", async () => {
    expect(await readBody(inPieces([bytes("12345"), bytes("67890")]).request, 10)).toBe("1234567890");
    const endless = inPieces(Array.from({ length: 1000 }, () => bytes("12345")));
    await expect(readBody(endless.request, 10)).rejects.toMatchObject({
      code: "too_large",
      message: "errors.tooLarge",
    });
    expect(endless.taken.count).toBeLessThan(10);
  });
});
