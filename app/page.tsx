import { ProductPage } from "@/components/home/product-page";
import { env } from "@/lib/env";

export default function Home() {
  return <ProductPage operatorEmail={env().SUPPORT_EMAIL} />;
}
