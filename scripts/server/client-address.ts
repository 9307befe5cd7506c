import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { Refusal } from "../support/say.ts";

/** Proxies from TRUSTED_PROXIES: addresses and CIDR blocks, separated by commas. */
export function parseProxies(list: string): BlockList {
  const trusted = new BlockList();
  for (const entry of list.split(",").map((part) => part.trim())) {
    if (entry !== "") addProxy(trusted, entry);
  }
  return trusted;
}

function addProxy(trusted: BlockList, entry: string): void {
  const { address = "", bits } = /^(?<address>[^/]+)(?:\/(?<bits>\d{1,3}))?$/.exec(entry)?.groups ?? {};
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const prefix = Number(bits ?? longest);
  if (prefix < 0 || prefix > longest) {
    throw new Refusal(`TRUSTED_PROXIES has "${entry}", which is neither an IP address nor a CIDR block.`);
  }
  trusted.addSubnet(address, prefix, longest === 128 ? "ipv6" : "ipv4");
}

/** Tells the application that the request came through a proxy that is not in TRUSTED_PROXIES; no peer can set or clear it. */
const CAME_THROUGH = "x-came-through";

/**
 * Decides who the client is and writes it into the headers that the application may believe: x-client-ip, x-path, x-forwarded-*.
 * What the peer itself says of that kind counts only when the peer is a trusted proxy, and is read from the right. True: it is one.
 */
export function setClientHeaders(request: IncomingMessage, trusted: BlockList): boolean {
  const { headers } = request;
  const peer = normalise(request.socket.remoteAddress ?? "") ?? "0.0.0.0";
  const believed = isTrusted(peer, trusted);
  const client = believed ? forwardedClient(listOf(headers["x-forwarded-for"]), peer, trusted) : peer;
  const secure = believed && listOf(headers["x-forwarded-proto"]).at(-1) === "https";
  const host = (believed && listOf(headers["x-forwarded-host"]).at(-1)) || headers.host;
  // Somebody between the visitor and us whom nobody named: then a connection from this machine proves nothing.
  const through = !believed && (request.httpVersion === "1.0" || Object.keys(headers).some(tellsAProxy));
  if (through) headers[CAME_THROUGH] = "1";
  else delete headers[CAME_THROUGH];
  for (const name of ["forwarded", "x-real-ip", "x-forwarded-port"]) delete headers[name];
  headers["x-client-ip"] = client;
  // What is asked for: the audit says so. Pages get theirs from proxy.ts.
  headers["x-path"] = request.url ?? "/";
  headers["x-forwarded-for"] = client;
  headers["x-forwarded-proto"] = secure ? "https" : "http";
  if (host) headers.host = headers["x-forwarded-host"] = host;
  else delete headers["x-forwarded-host"];
  return believed;
}

function tellsAProxy(header: string): boolean {
  return header.startsWith("x-forwarded-") || ["forwarded", "x-real-ip", "via"].includes(header);
}

/** The first address from the right that is no proxy of ours; what cannot be read ends the search. */
function forwardedClient(chain: string[], peer: string, trusted: BlockList): string {
  let client = peer;
  for (const hop of chain.reverse()) {
    const address = normalise(hop);
    if (address === null) return client;
    client = address;
    if (!isTrusted(address, trusted)) return client;
  }
  return client;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  return trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function listOf(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(",") : (header ?? "");
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

/** One spelling per address: without port, brackets, zone, or the IPv6 dress of an IPv4 address. */
function normalise(spelled: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(spelled)?.[1] ?? /^([\d.]+):\d+$/.exec(spelled)?.[1] ?? spelled;
  const address = bare.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
  return isIP(address) === 0 ? null : address;
}
