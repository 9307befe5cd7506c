import { connection } from "next/server";
import { ProductPage } from "@/components/home/product-page";
import { findAccount } from "@/lib/access/scope";
import { env } from "@/lib/env";

export default async function Home() {
  // The environment is the serving machine's, not the building one's.
  await connection();
  const account = await findAccount();
  return <ProductPage operatorEmail={env().SUPPORT_EMAIL} signedIn={account !== null} />;
}
