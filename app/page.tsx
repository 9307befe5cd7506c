import { ProductPage } from "@/components/home/product-page";

const operatorEmail = "operator@example.com";

export default function Home() {
  return <ProductPage operatorEmail={operatorEmail} />;
}
