import { cva } from "class-variance-authority";

/** Also for links that look like buttons: className={buttonVariants({ variant: "secondary" })}. */
export const buttonVariants = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-default [&_svg]:pointer-events-none [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-fg hover:bg-accent-hover",
        secondary: "border border-border bg-card text-foreground hover:bg-hover",
        ghost: "text-foreground hover:bg-hover",
        danger: "bg-danger-solid text-white hover:bg-danger-solid-hover",
        dangerGhost: "text-danger hover:bg-danger-soft",
        link: "text-brand underline decoration-brand/40 underline-offset-4 hover:decoration-brand",
      },
      size: {
        sm: "h-8 px-2.5 text-xs max-sm:h-9 [&_svg]:size-3.5",
        md: "h-9 px-3.5 text-sm max-sm:h-11 [&_svg]:size-4",
        lg: "h-11 px-5 text-base [&_svg]:size-5",
        icon: "size-9 max-sm:size-11 [&_svg]:size-4",
        iconSm: "size-8 max-sm:size-9 [&_svg]:size-4",
        inline: "h-auto p-0 text-sm [&_svg]:size-4",
      },
    },
    defaultVariants: { variant: "primary", size: "md" },
  },
);
