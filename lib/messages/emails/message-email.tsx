import { Body, Button, Container, Head, Heading, Hr, Html, Preview, render, Text } from "react-email";
import { directionOf } from "@/lib/i18n/locales";
import type { EmailContent } from "@/lib/messages/content";

// E-mail programs know neither CSS variables nor style sheets: the values of the light theme, written out.
const ink = "#18181b";
const muted = "#71717a";
const brand = "#1e3a8a";
const font = "Geist, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

const styles = {
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
  note: { color: muted, fontSize: 12, lineHeight: "18px", margin: 0 },
} as const;

/** The one layout of all e-mails. */
function MessageEmail({ locale, heading, paragraphs, code, action, note }: EmailContent) {
  return (
    <Html lang={locale} dir={directionOf(locale)}>
      <Head />
      <Preview>{paragraphs[0] ?? heading}</Preview>
      <Body style={styles.body}>
        <Container style={styles.container}>
          <Text style={styles.brand}>Tradehall</Text>
          <Heading style={styles.heading}>{heading}</Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={styles.text}>
              {paragraph}
            </Text>
          ))}
          {code ? <Text style={styles.code}>{code}</Text> : null}
          {action ? (
            <>
              <Button href={action.link} style={styles.button}>
                {action.label}
              </Button>
              <Text style={styles.link}>{action.link}</Text>
            </>
          ) : null}
          <Hr />
          <Text style={styles.note}>{note}</Text>
        </Container>
      </Body>
    </Html>
  );
}

export function emailHtml(content: EmailContent): Promise<string> {
  return render(<MessageEmail {...content} />);
}
