import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { StoreScope } from "@/lib/access/scope";
import { csvLine } from "@/lib/csv";
import { locales } from "@/lib/i18n/locales";
import { listMembers } from "@/lib/members/queries";
import { listMembersInput, type MemberFilter } from "@/lib/members/schema";

/** Everybody whom the filter finds, for a spreadsheet. */
export async function memberCsvLines(scope: StoreScope, filter: MemberFilter): Promise<AsyncGenerator<string>> {
  const [t, tStatus] = await Promise.all([getTranslations("members"), getTranslations("status.member")]);
  return lines();

  async function* lines() {
    yield csvLine([
      t("columns.member"),
      t("invite.email"),
      t("columns.role"),
      t("columns.locale"),
      t("columns.status"),
      t("columns.since"),
    ]);
    let cursor: z.output<typeof listMembersInput>["cursor"];
    do {
      const { items, nextCursor } = await listMembers(scope, { ...filter, cursor, limit: 500 });
      for (const { name, email, role, locale, status, joinDate } of items) {
        yield csvLine([name, email, t(`roles.${role}`), locales[locale].label, tStatus(status), joinDate]);
      }
      cursor = nextCursor ? listMembersInput.shape.cursor.parse(nextCursor) : undefined;
    } while (cursor);
  }
}
