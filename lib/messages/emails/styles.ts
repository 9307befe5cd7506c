// E-mail programs know neither CSS variables nor style sheets: the values of the light theme, written out.
const ink = "#18181b";
const muted = "#71717a";
const brand = "#1e3a8a";
const font = "Geist, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

export const styles = {
  body: { backgroundColor: "#f4f4f5", fontFamily: font, margin: 0, padding: "24px 12px" },
  container: {
    backgroundColor: "#ffffff",
    border: "1px solid #e4e4e7",
    borderRadius: 8,
    maxWidth: 520,
    padding: "24px 32px",
  },
  brand: { color: muted, fontSize: 14, fontWeight: 600, margin: "0 0 16px" },
  heading: { color: ink, fontSize: 20, fontWeight: 600, lineHeight: "28px", margin: "0 0 12px" },
  text: { color: ink, fontSize: 16, lineHeight: "24px", margin: "0 0 16px" },
  code: {
    color: ink,
    fontSize: 28,
    fontVariantNumeric: "tabular-nums",
    fontWeight: 600,
    letterSpacing: 6,
    margin: "8px 0 24px",
  },
  button: {
    backgroundColor: brand,
    borderRadius: 8,
    color: "#ffffff",
    fontSize: 16,
    fontWeight: 600,
    padding: "12px 20px",
  },
  link: { color: muted, fontSize: 12, lineHeight: "18px", margin: "16px 0", wordBreak: "break-all" },
  fact: { color: ink, fontSize: 14, lineHeight: "20px", margin: "0 0 8px" },
  label: { color: muted },
  title: { color: ink, fontSize: 16, fontWeight: 600, lineHeight: "24px", margin: "24px 0 8px" },
  item: { color: ink, fontSize: 14, lineHeight: "20px", margin: "0 0 12px" },
  itemLink: { color: brand, fontWeight: 600 },
  chart: { color: ink, fontSize: 14, lineHeight: "20px", margin: "0 0 16px" },
  barLabel: { fontWeight: 400, padding: "3px 0", textAlign: "start" },
  barCell: { padding: "3px 8px" },
  bar: { backgroundColor: brand, borderRadius: 3, fontSize: 1, lineHeight: "14px" },
  barText: { fontVariantNumeric: "tabular-nums", fontWeight: 600, padding: "3px 0" },
  note: { color: muted, fontSize: 12, lineHeight: "18px", margin: 0 },
} as const;
