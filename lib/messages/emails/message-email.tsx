import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, render, Text } from "react-email";
import { directionOf } from "@/lib/i18n/locales";
import type { EmailContent } from "@/lib/messages/content";
import { BarChart } from "@/lib/messages/emails/bar-chart";
import { styles } from "@/lib/messages/emails/styles";

/** The one layout of all e-mails. */
function MessageEmail({ locale, heading, paragraphs, code, facts, chart, sections, action, note }: EmailContent) {
  return (
    <Html lang={locale} dir={directionOf(locale)}>
      <Head />
      <Preview>{paragraphs[0] ?? heading}</Preview>
      <Body lang={locale} dir={directionOf(locale)} style={styles.body}>
        <Container style={styles.container}>
          <Text style={styles.brand}>Tradehall</Text>
          <Heading style={styles.heading}>{heading}</Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={styles.text}>
              {paragraph}
            </Text>
          ))}
          {code ? <Text style={styles.code}>{code}</Text> : null}
          {facts?.map((fact) => (
            <Fact key={fact.label} {...fact} />
          ))}
          {chart ? <BarChart locale={locale} {...chart} /> : null}
          {sections?.map((section) => (
            <Section key={section.title ?? ""} {...section} />
          ))}
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

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <Text style={styles.fact}>
      <span style={styles.label}>{label}:</span> {value}
    </Text>
  );
}

type SectionProps = NonNullable<EmailContent["sections"]>[number];

function Section({ title, items }: SectionProps) {
  return (
    <>
      {title ? <Text style={styles.title}>{title}</Text> : null}
      {items.map(({ heading, lines, link }) => (
        <Text key={`${heading} ${lines.join()} ${link}`} style={styles.item}>
          {link ? (
            <Link href={link} style={styles.itemLink}>
              {heading}
            </Link>
          ) : (
            <strong>{heading}</strong>
          )}
          {lines.map((line) => (
            <span key={line}>
              <br />
              {line}
            </span>
          ))}
        </Text>
      ))}
    </>
  );
}

export function emailHtml(content: EmailContent): Promise<string> {
  return render(<MessageEmail {...content} />);
}
