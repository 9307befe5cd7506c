/** Where a switch to another store leads: the section one is in, not the single thing, which the other store does not have. */
export function samePlaceIn(slug: string, pathname: string): string {
  const [, area, , section] = pathname.split("/");
  return area === "vendor" && section ? `/vendor/${slug}/${section}` : `/vendor/${slug}`;
}
