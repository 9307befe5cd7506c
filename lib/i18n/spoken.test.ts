import { expect, it } from "vitest";
import { speak, spokenLocale } from "./spoken";

it("one request's language is nobody else's, and lasts as long as the request", async () => {
  const answer = async (locale: string, turns: number) => {
    await Promise.resolve();
    speak(locale);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    return spokenLocale();
  };
  expect(await Promise.all([answer("de", 5), answer("ar", 1), answer("en", 9)])).toEqual(["de", "ar", "en"]);
  expect(spokenLocale()).toBeUndefined();
});

it("what is no language of ours is not spoken", async () => {
  const answer = async () => {
    await Promise.resolve();
    speak("__proto__");
    return spokenLocale();
  };
  expect(await answer()).toBeUndefined();
});
