import { Text } from "react-email";
import { directionOf } from "@/lib/i18n/locales";
import { styles } from "@/lib/messages/emails/styles";

interface BarChartProps {
  locale: string;
  title: string;
  bars: { label: string; value: number; text: string }[];
}

/** Cells of a table, as wide as their share: shown by every program, without a picture. Who does not see reads a table of labels and values. */
export function BarChart({ locale, title, bars }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const end = directionOf(locale) === "rtl" ? "left" : "right";
  return (
    <>
      <Text style={styles.title}>{title}</Text>
      <table width="100%" cellPadding={0} cellSpacing={0} aria-label={title} style={styles.chart}>
        <tbody>
          {bars.map(({ label, value, text }) => (
            <tr key={label}>
              <th scope="row" style={styles.barLabel}>
                {label}
              </th>
              <td width="50%" style={styles.barCell}>
                <Bar percent={Math.round((value / most) * 100)} />
              </td>
              <td align={end} style={styles.barText}>
                {text}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Bar({ percent }: { percent: number }) {
  if (percent === 0) return null;
  return (
    <table role="presentation" aria-hidden="true" width={`${percent}%`} cellPadding={0} cellSpacing={0}>
      <tbody>
        <tr>
          <td height={14} style={styles.bar}>
            &nbsp;
          </td>
        </tr>
      </tbody>
    </table>
  );
}
