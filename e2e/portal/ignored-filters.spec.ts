import { expect, test } from "../support/test";

const NOTICE = "A filter or page number in the address was not understood and is ignored.";

test("an address whose filter makes no sense shows the whole list and says why, until the next filter", async ({
  as,
}) => {
  const ada = await as("ada@example.com");
  for (const list of ["orders?status=nonsense", "customers?sort=sideways", "products?status=a&status=b"]) {
    await ada.goto(`/vendor/harbor-foods/${list}`);
    await expect(ada.getByText(NOTICE), list).toBeVisible();
    expect(await ada.getByRole("row").count(), list).toBeGreaterThan(5);
  }
  await ada.goto("/vendor/harbor-foods/orders?status=nonsense");
  // Typed before the page is alive nothing listens.
  await expect(async () => {
    await ada.getByRole("searchbox").first().fill("");
    await ada.getByRole("searchbox").first().fill("1001");
    await expect(ada.getByText(NOTICE)).toHaveCount(0, { timeout: 2000 });
  }).toPass();
  const nina = await as("+12025550101");
  await nina.goto("/s/harbor-foods/orders?cursor=nonsense");
  await expect(nina.getByText(NOTICE)).toBeVisible();
});
