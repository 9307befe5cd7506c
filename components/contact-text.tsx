import { cn } from "@/lib/cn";

/** A mobile number stays on its line; an e-mail goes to the next one before its @, and is cut only where it would not fit at all. */
export function ContactText({ value, className }: { value: string; className?: string }) {
  const at = value.lastIndexOf("@");
  return (
    <bdi dir="ltr" className={cn(at < 0 ? "whitespace-nowrap tabular-nums" : "wrap-break-word", className)}>
      {at < 0 ? (
        value
      ) : (
        <>
          {value.slice(0, at)}
          <wbr />
          {value.slice(at)}
        </>
      )}
    </bdi>
  );
}
