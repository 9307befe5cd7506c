"use client";

import { createContext, useContext, useId } from "react";

interface FieldContextValue {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

export const FieldContext = createContext<FieldContextValue | null>(null);

interface ControlProps {
  id?: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling";
}

/** What a control takes from the Field around it; its own props win. */
export function useFieldProps(own: ControlProps): ControlProps {
  const field = useContext(FieldContext);
  const ownId = useId();
  return {
    id: own.id ?? field?.id ?? ownId,
    required: own.required ?? (field?.required || undefined),
    "aria-describedby": [own["aria-describedby"], field?.describedBy].filter(Boolean).join(" ") || undefined,
    "aria-invalid": own["aria-invalid"] ?? (field?.invalid || undefined),
  };
}
