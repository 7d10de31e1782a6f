const denied = /ValidatingAdmissionPolicy '[^']*'(?: with binding '[^']*')? denied request: ([^\n]*)/;

/** The remedy for a refusal by an admission policy, which no permission would mend; undefined for any other. */
export function ruleRemedy(said: string): string | undefined {
  const message = denied.exec(said)?.[1]?.trim().replace(/\.$/, "");
  return message && `The platform's rules refuse this; nothing is wrong with your rights: ${message}`;
}
