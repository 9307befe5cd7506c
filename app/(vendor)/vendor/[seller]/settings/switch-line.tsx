import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";

interface SwitchLineProps {
  name: string;
  label: string;
  hint: string;
  on: boolean;
}

export function SwitchLine({ name, label, hint, on }: SwitchLineProps) {
  const id = `switch-${name}`;
  return (
    <div className="flex min-h-11 items-center justify-between gap-4 border-border border-b py-2 last:border-b-0">
      <div className="flex flex-col gap-0.5">
        <Label htmlFor={id}>{label}</Label>
        <p id={`${id}-hint`} className="text-pretty text-muted-foreground text-xs">
          {hint}
        </p>
      </div>
      <Switch id={id} name={name} defaultChecked={on} aria-describedby={`${id}-hint`} />
    </div>
  );
}
