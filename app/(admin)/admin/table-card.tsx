import type { ReactNode } from "react";
import { Card, CardHeader } from "@/components/ui/card";

interface TableCardProps {
  title: string;
  description?: string;
  /** Said instead of a table without rows. */
  empty?: string | null;
  children: ReactNode;
}

/** A card around one table: the two frames are one line. */
export function TableCard({ title, description, empty, children }: TableCardProps) {
  return (
    <Card className="overflow-hidden">
      <CardHeader title={title} description={description} />
      {empty ? (
        <p className="px-4 py-8 text-center text-muted-foreground text-sm">{empty}</p>
      ) : (
        <div className="-m-px [&>*]:rounded-none">{children}</div>
      )}
    </Card>
  );
}
