import { qrPath } from "@/lib/share-links/qr";

interface QrCodeProps {
  text: string;
  /** What it is, for those who do not see it. */
  label: string;
  className?: string;
}

/** Black on white in every theme: scanners know nothing else. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { size, path } = qrPath(text);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
