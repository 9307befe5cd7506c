import localFont from "next/font/local";

/** Flags, which Windows has none of among its signs. Loaded where one is shown. */
export const flagFont = localFont({
  src: "../node_modules/country-flag-emoji-polyfill/dist/TwemojiCountryFlags.woff2",
  variable: "--font-country-flags",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+1F1E6-1F1FF" }],
});
