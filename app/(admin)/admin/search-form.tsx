import { Button } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/search-input";

interface SearchFormProps {
  action: string;
  /** The parameter in the address. */
  name: string;
  label: string;
  submitLabel: string;
  value: string;
  maxLength?: number;
  /** What the list is narrowed to besides, and stays. */
  keep?: Record<string, string | undefined>;
  className?: string;
}

/** Searches one of the platform's lists: the words go into the address. */
export function SearchForm(props: SearchFormProps) {
  const { action, name, label, submitLabel, value, maxLength = 100, keep = {}, className = "w-full sm:w-80" } = props;
  return (
    <form action={action} className="flex gap-2 max-sm:flex-col">
      {Object.entries(keep).map(([kept, text]) =>
        text ? <input key={kept} type="hidden" name={kept} value={text} /> : null,
      )}
      <SearchInput
        key={value}
        name={name}
        label={label}
        defaultValue={value}
        maxLength={maxLength}
        className={className}
      />
      <Button type="submit" variant="secondary">
        {submitLabel}
      </Button>
    </form>
  );
}
