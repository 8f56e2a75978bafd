// Makes pages that already work a little kinder: guards against double clicks, counts, reveals, warns of time-out.
import { Button } from "nhsuk-frontend/dist/nhsuk/components/button/button.mjs";
import { CharacterCount } from "nhsuk-frontend/dist/nhsuk/components/character-count/character-count.mjs";
import { Checkboxes } from "nhsuk-frontend/dist/nhsuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "nhsuk-frontend/dist/nhsuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "nhsuk-frontend/dist/nhsuk/components/notification-banner/notification-banner.mjs";
import { PasswordInput } from "nhsuk-frontend/dist/nhsuk/components/password-input/password-input.mjs";
import { SkipLink } from "nhsuk-frontend/dist/nhsuk/components/skip-link/skip-link.mjs";
import { offerCopies } from "./copy.mjs";
import { offerPaper } from "./paper.mjs";
import { RevealingRadios } from "./reveal.mjs";
import { watchTime } from "./timeout.mjs";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

for (const Component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  RevealingRadios,
  SkipLink,
]) {
  for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    // One broken component must not take the others with it.
    try {
      new Component(element);
    } catch (error) {
      console.error(error);
    }
  }
}

offerCopies(document);
offerPaper(document);
watchTime(document);
