import { useFormatter } from "next-intl";
import { Select } from "@/components/ui/select";

interface HourSelectProps {
  name: string;
  hours: readonly number[];
  value: number;
}

export function HourSelect({ name, hours, value }: HourSelectProps) {
  const format = useFormatter();
  return (
    <Select name={name} defaultValue={value}>
      {hours.map((hour) => (
        <option key={hour} value={hour}>
          {format.dateTime(new Date(Date.UTC(2000, 0, 1, hour)), {
            hour: "numeric",
            minute: "2-digit",
            timeZone: "UTC",
          })}
        </option>
      ))}
    </Select>
  );
}
