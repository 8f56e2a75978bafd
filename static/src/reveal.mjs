// Radios that reveal a field, without aria-expanded: a radio may not carry it, and screen readers differ in what they say.
import { Radios } from "nhsuk-frontend/dist/nhsuk/components/radios/radios.mjs";

export class RevealingRadios extends Radios {
  /** @param {HTMLInputElement} input */
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}
