import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Attempt,
  backOffSeconds,
  lifetimeSeconds,
  MESSAGE_STATUSES,
  type MessageStatus,
  MOVES,
  type Outcome,
  settle,
} from "./rules";

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constantFrom<Outcome>(
    { kind: "accepted", providerId: "p" },
    { kind: "delivered" },
    { kind: "refused", code: "r" },
    { kind: "unknown", code: "u" },
  ),
  fc.record({ kind: fc.constant("notSent" as const), code: fc.constant("n"), retryAfterSeconds: fc.nat(100_000) }),
);
const attempt: fc.Arbitrary<Attempt> = fc.record({
  channel: fc.constantFrom("sms" as const, "email" as const),
  attempts: fc.integer({ min: 1, max: 200 }),
  ageSeconds: fc.nat(100_000),
  lifetimeSeconds: fc.constantFrom(300, 23 * 3600),
});
/** What a message meets: an answer, or its worker dies after the provider may have taken it. */
const fate = fc.oneof(outcome, fc.constant("killed" as const));

describe("message states", () => {
  it("every settlement is a move that the state machine knows", () => {
    fc.assert(fc.property(attempt, outcome, (a, o) => MOVES.sending.includes(settle(a, o).status)));
  });

  it("delivered is the end, and the only thing after failed; only queued can be sent; nothing goes back to queued except from sending", () => {
    expect(MOVES.delivered).toEqual([]);
    expect(MOVES.failed).toEqual(["delivered"]);
    expect(MESSAGE_STATUSES.filter((status) => MOVES[status].includes("sending"))).toEqual(["queued"]);
    expect(MESSAGE_STATUSES.filter((status) => MOVES[status].includes("queued"))).toEqual(["sending"]);
  });

  it("an SMS that may have gone out is never sent again, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(fate, { maxLength: 30 }), (fates) => {
        let mayHaveGoneOut = 0;
        run("sms", fates, (one) => {
          if (one === "killed" || !["notSent", "refused"].includes(one.kind)) mayHaveGoneOut += 1;
        });
        return mayHaveGoneOut <= 1;
      }),
    );
  });

  it("an e-mail is never parked, and is lost only when refused or too old", () => {
    fc.assert(
      fc.property(fc.array(fate, { maxLength: 30 }), (fates) => {
        const end = run("email", fates, () => undefined);
        return (
          end !== "parked" && (end !== "failed" || fates.some((one) => one !== "killed" && one.kind === "refused"))
        );
      }),
    );
  });

  it("back-off grows, at most to an hour, and honours what the provider asks for", () => {
    fc.assert(fc.property(fc.nat(100), (n) => backOffSeconds(n + 1) >= backOffSeconds(n) && backOffSeconds(n) <= 3600));
    const settled = settle(
      { channel: "sms", attempts: 1, ageSeconds: 0, lifetimeSeconds: 300 },
      { kind: "notSent", code: "c", retryAfterSeconds: 40 },
    );
    expect(settled).toEqual({ status: "queued", error: "c", delaySeconds: 40 });
  });

  it("a retry that would come after the message's lifetime fails instead", () => {
    fc.assert(
      fc.property(attempt, outcome, (a, o) => {
        const settled = settle(a, o);
        return settled.status !== "queued" || a.ageSeconds + settled.delaySeconds < a.lifetimeSeconds;
      }),
    );
  });

  it("a code lives as long as it can be used, anything else less than Resend remembers its key", () => {
    expect(lifetimeSeconds({ template: "sign-in-code", code: "123456", minutes: 5 })).toBe(300);
    expect(lifetimeSeconds({ template: "access-rejected", sellerName: "x" })).toBeLessThan(24 * 3600);
  });
});

/** Plays the relay: claims while queued, settles or recovers. Young messages only. */
function run(
  channel: "sms" | "email",
  fates: (Outcome | "killed")[],
  onSend: (fate: Outcome | "killed") => void,
): MessageStatus {
  let status: MessageStatus = "queued";
  for (const [index, one] of fates.entries()) {
    if (status !== "queued") break;
    onSend(one);
    if (one === "killed") status = channel === "sms" ? "parked" : "queued";
    else status = settle({ channel, attempts: index + 1, ageSeconds: 0, lifetimeSeconds: 1e9 }, one).status;
  }
  return status;
}
