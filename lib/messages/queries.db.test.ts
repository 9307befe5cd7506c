import { afterAll, describe, expect, it, vi } from "vitest";
import { SystemScope } from "@/lib/access/scope";
import { closeDb } from "@/lib/db/client";
import { queueMessage } from "@/lib/messages/commands";
import { listInbox } from "@/lib/messages/queries";
import { unique } from "@/prisma/factories/db";

// Approvals cannot be worded here, as if their text or a date in them were broken.
vi.mock(import("@/lib/messages/content"), async (original) => {
  const content = await original();
  const plainContent: typeof content.plainContent = (channel, message, locale) => {
    if (message.template === "access-approved") throw new TypeError("Invalid option");
    return content.plainContent(channel, message, locale);
  };
  return { ...content, plainContent };
});

const scope = SystemScope.resolve("test");
afterAll(closeDb);

async function delivered(
  to: string,
  template: "access-approved" | "access-rejected",
  payload?: Uint8Array<ArrayBuffer>,
) {
  const contact = { kind: "email", value: to } as const;
  const common = { to: contact, locale: "en", sellerName: "Harbor Foods" } as const;
  const id = await queueMessage(
    scope.db,
    template === "access-approved"
      ? { ...common, template, link: "https://trade.example/s/harbor-foods" }
      : { ...common, template },
  );
  const data = { status: "delivered", provider: "inbox", ...(payload && { payload }) };
  await scope.db.message.updateMany({ where: { id }, data });
  return id;
}

describe("the local inbox", () => {
  it("shows a message that cannot be opened or worded as unreadable, and all others as they are", async () => {
    const to = `${unique("inbox")}@example.com`;
    const first = await delivered(to, "access-rejected");
    const broken = await delivered(to, "access-rejected", Uint8Array.of(1, 2, 3));
    const unworded = await delivered(to, "access-approved");
    const last = await delivered(to, "access-rejected");
    const messages = await listInbox(scope, { kind: "email", value: to });
    expect(messages.map(({ id }) => id)).toEqual([last, unworded, broken, first]);
    expect(messages.map(({ readable }) => readable)).toEqual([true, false, false, true]);
    expect(messages[0]).toMatchObject({ to, subject: "Your request at Harbor Foods" });
    expect(messages[1]).toMatchObject({ to: "", subject: null, text: "" });
    expect((await listInbox(scope)).map(({ id }) => id)).toEqual(
      expect.arrayContaining([last, unworded, broken, first]),
    );
  });
});
