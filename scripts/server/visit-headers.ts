import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { fileURLToPath } from "node:url";
import { Reader, type Response } from "mmdb-lib";

/** Where addresses are registered: a table that comes with a package and is read once. */
export type Countries = { get(ip: string): string | null };

export function readCountries(): Countries {
  const file = fileURLToPath(
    import.meta.resolve("@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb"),
  );
  const reader = new Reader<Response & { country_code?: string }>(readFileSync(file));
  return {
    get: (ip) => (isIP(ip) === 0 || isNowhere(ip) ? null : countryCode(reader.get(ip)?.country_code)),
  };
}

// Of nobody in particular (RFC 6890): the table has countries for some of them all the same.
const NOWHERE = new BlockList();
const NOWHERE_4 =
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3";
const NOWHERE_6 = "::/127 fc00::/7 fe80::/10 2001:db8::/32 ff00::/8";
for (const [family, blocks] of [
  ["ipv4", NOWHERE_4],
  ["ipv6", NOWHERE_6],
] as const)
  for (const block of blocks.split(" ")) {
    const [address = "", bits] = block.split("/");
    NOWHERE.addSubnet(address, Number(bits), family);
  }

function isNowhere(ip: string): boolean {
  return NOWHERE.check(ip, isIP(ip) === 6 ? "ipv6" : "ipv4");
}

const SHOP = /^\/(?:api\/)?s\//;
const PREFETCHES = ["next-router-prefetch", "next-router-segment-prefetch", "x-middleware-prefetch"];
const PURPOSES = ["purpose", "sec-purpose", "x-purpose", "x-moz"];

type Sources = {
  countries: Countries;
  /** The header in which a trusted proxy names the country; empty: none. */
  countryHeader: string;
  /** The peer is a trusted proxy. */
  believed: boolean;
};

/**
 * Tells the application what a visit needs to know and only this server does: `x-page-view`, somebody opens a page of a shop, and no robot ahead of
 * them or a mere HEAD; `x-client-country`, where its address is registered. What the peer itself says of them is dropped. Call after setClientHeaders.
 */
export function setVisitHeaders(request: IncomingMessage, { countries, countryHeader, believed }: Sources): void {
  const { headers } = request;
  const named = believed && countryHeader !== "" ? countryCode(headers[countryHeader.toLowerCase()]) : null;
  delete headers["x-page-view"];
  delete headers["x-client-country"];
  if (!SHOP.test(request.url ?? "")) return;
  const country = named ?? countries.get(String(headers["x-client-ip"] ?? ""));
  if (country) headers["x-client-country"] = country;
  if (request.method === "GET" && !isPrefetch(headers)) headers["x-page-view"] = "1";
}

function isPrefetch(headers: IncomingMessage["headers"]): boolean {
  return (
    PREFETCHES.some((name) => headers[name] !== undefined) ||
    PURPOSES.some((name) => /prefetch|prerender|preview/i.test(String(headers[name] ?? "")))
  );
}

/** ISO 3166 with two letters; XX and ZZ stand for none. */
function countryCode(told: unknown): string | null {
  if (typeof told !== "string" || !/^[A-Za-z]{2}$/.test(told)) return null;
  const code = told.toUpperCase();
  return code === "XX" || code === "ZZ" ? null : code;
}
