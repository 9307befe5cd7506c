import type { Choice } from "@/app/(vendor)/onboarding/choices";
import { Select } from "@/components/ui/select";

interface ChoiceSelectProps {
  name: string;
  value: string;
  choices: Choice[];
  onChange?: (value: string) => void;
  disabled?: boolean;
}

/** What is saved stays a choice, even where the list does not know it. */
export function ChoiceSelect({ name, value, choices, onChange, disabled }: ChoiceSelectProps) {
  const unknown = choices.every((choice) => choice.value !== value);
  return (
    <Select name={name} defaultValue={value} disabled={disabled} onChange={(event) => onChange?.(event.target.value)}>
      {unknown ? <option value={value}>{value}</option> : null}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </Select>
  );
}
