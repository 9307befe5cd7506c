export type UserStatus = "active" | "disabled" | "merged" | "erased";

/** What an operator types to erase somebody: their name, or the end of the id of who gave none. */
export function eraseWord({ id, name }: { id: string; name: string | null }): string {
  return name ?? id.slice(-8);
}

/** What a text that somebody looks for users by is. */
export type SearchedBy = "all" | "contact" | "name" | "nothing";

/** What stands where somebody's name would: why there is none. */
export function namelessAs({
  status,
  proved,
}: {
  status: UserStatus;
  proved: boolean;
}): "namelessMerged" | "namelessErased" | "namelessInvited" | "unnamed" {
  if (status === "merged") return "namelessMerged";
  if (status === "erased") return "namelessErased";
  return proved ? "unnamed" : "namelessInvited";
}
