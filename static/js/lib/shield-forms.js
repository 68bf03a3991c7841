/** Secrets known by their whole form, and what only its owner can tell. The same as support/shield/forms.py. */
import { DOUBTFUL, EXPLAINED, FORMS } from "./shield-rules.js";

const known = FORMS.map(source => new RegExp(source, "gu"));
const asked = Object.entries(DOUBTFUL).map(([kind, source]) => [kind, new RegExp(source, "gu")]);
const explained = new RegExp(EXPLAINED, "u");

/** Every secret of a known form in a folded text. */
export function* forms(text) {
  for (const form of known) for (const match of text.matchAll(form)) yield finding("api_secret", match, "likely");
}

/** Shown as a question before sending, never masked. */
export function* doubtful(text) {
  for (const [kind, form] of asked) {
    for (const match of text.matchAll(form)) {
      const around = text.slice(Math.max(0, match.index - 40), match.index).toLowerCase();
      if (kind === "public_key" || !explained.test(around)) yield finding(kind, match, "possible");
    }
  }
}

const finding = (kind, match, certainty) =>
  ({ kind, start: match.index, end: match.index + match[0].length, certainty });
