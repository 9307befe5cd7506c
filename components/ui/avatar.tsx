import { cn } from "@/lib/cn";
import { initialsOf } from "@/lib/initials";

const sizes = { sm: "size-6 text-[10px]", md: "size-8 text-xs", lg: "size-11 text-sm" };

export interface AvatarProps {
  /** Whose initials; shown beside the name, so hidden from screen readers. */
  name: string;
  src?: string | null;
  size?: keyof typeof sizes;
  /** Square for businesses, round for people. */
  square?: boolean;
  className?: string;
}

export function Avatar({ name, src, size = "md", square, className }: AvatarProps) {
  const shape = cn("shrink-0 overflow-hidden", square ? "rounded-md" : "rounded-full", sizes[size], className);
  if (src) {
    // No next/image: logos are small files of our own, already in the size they are shown.
    return (
      <picture className="contents">
        <img src={src} alt="" className={cn("bg-muted object-cover", shape)} />
      </picture>
    );
  }
  return (
    <span
      aria-hidden="true"
      className={cn("grid select-none place-items-center bg-muted font-semibold text-muted-foreground", shape)}
    >
      {initialsOf(name)}
    </span>
  );
}
