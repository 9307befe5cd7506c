import { z } from "zod";
import type { Standing } from "@/lib/customers/requests/schema";
import { LABEL_MAX } from "@/lib/share-links/rules";
import { line, paragraph } from "@/lib/text";

const label = line().min(1, "share-links.errors.labelRequired").max(LABEL_MAX, "share-links.errors.labelLong");

export const createShareLinkInput = z.object({ label });
export const shareLinkIdInput = z.object({ id: z.uuid("errors.id") });

/** As they stand in the address of the link. */
export const joinInput = z.object({
  seller: z.string().max(48, "errors.notFound"),
  code: z.string().max(64, "errors.notFound"),
  note: paragraph()
    .max(500, "customers.errors.tooLong")
    .transform((value) => value || null),
  company: line()
    .max(100, "customers.errors.tooLong")
    .transform((value) => value || null),
});

export type ShareLinkItem = {
  id: string;
  label: string;
  /** The whole address, as it is printed. */
  address: string;
  createdBy: string | null;
  createdAt: string;
  revokedAt: string | null;
  /** Customers who asked by it; of these, who are in. */
  requests: number;
  approved: number;
};

export type JoinPage = {
  seller: { name: string; slug: string; logo: string | null; trade: string | null; town: string | null };
  /** Closed: the shop takes nobody now. */
  state: "live" | "revoked" | "closed";
};

export type JoinStanding = Pick<Standing, "state" | "reason" | "askAgainFrom" | "mayAsk">;
