import { NotFoundPage } from "@/components/not-found-page";
import { readSessionId } from "@/lib/auth/session-cookie";

export { notFoundMetadata as generateMetadata } from "@/lib/i18n/not-found-metadata";

// Next renders this beside every page, in case it is needed: so it asks the cookie who is here, and no database.
export default async function NotFound() {
  return <NotFoundPage signedIn={(await readSessionId()) !== null} />;
}
