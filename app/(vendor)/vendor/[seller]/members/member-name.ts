import type { MemberItem } from "@/lib/members/schema";

export function nameOf({ name, email }: Pick<MemberItem, "name" | "email">): string {
  return name ?? email;
}

/** The buttons of one member say whose they are by this. */
export function memberNameId(id: string): string {
  return `member-${id}`;
}
