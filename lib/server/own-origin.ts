/** Is this Origin that of our own pages? The web server asks as well, which knows no path alias: nothing is imported here. */
export function isOwnOrigin(
  { origin, host }: { origin: string | null | undefined; host: string | null | undefined },
  appUrl: string | undefined,
): boolean {
  if (!origin || !host || !URL.canParse(origin)) return false;
  const page = new URL(origin);
  // Where APP_URL says how people come here, a page that came another way is not ours: anybody on the way could have written it.
  const named = appUrl && new URL(appUrl).host === host ? [new URL(appUrl).protocol] : ["http:", "https:"];
  return page.host === host && named.includes(page.protocol);
}
