// Warns before a log-in ends, and keeps what was typed when it does. All open tabs share one clock.

const MINUTE = 60_000;

/** @param {Document} page */
export function watchTime(page) {
  const dialog = page.querySelector("dialog[data-timeout-minutes]");
  if (!dialog?.showModal) {
    return;
  }
  const limit = Number(dialog.dataset.timeoutMinutes) * MINUTE;
  const warning = Number(dialog.dataset.warningMinutes) * MINUTE;
  const left = dialog.querySelector("[data-time-left]");
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("check-before-you-share") : null;
  let since = Date.now();
  let shown = "";

  const begin = () => {
    since = Date.now();
    if (dialog.open) {
      dialog.close();
    }
  };
  const stay = async () => {
    try {
      const answer = await fetch(dialog.dataset.stay, { method: "POST", headers: token(dialog) });
      if (answer.status !== 204) {
        return leave(page, dialog);
      }
    } catch {
      return; // Not connected: the clock runs on.
    }
    begin();
    tabs?.postMessage("here");
  };
  const tick = () => {
    const remaining = limit - (Date.now() - since);
    if (remaining <= 0) {
      clearInterval(clock);
      leave(page, dialog);
    } else if (remaining <= warning) {
      if (!dialog.open) {
        dialog.showModal();
      }
      const words = inWords(remaining);
      // Said once a minute until the last, so that a screen reader is not talking without end.
      if (words !== shown) {
        left.textContent = shown = words;
      }
    }
  };

  dialog.querySelector("[data-stay-button]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  tabs?.addEventListener("message", begin);
  tabs?.postMessage("here");
  const clock = setInterval(tick, 1000);
  // A laptop that slept comes back to the right time.
  page.addEventListener("visibilitychange", tick);
}

/** @param {HTMLElement} dialog */
function token(dialog) {
  return { "X-CSRFToken": dialog.querySelector("[name=csrfmiddlewaretoken]").value };
}

/** @param {number} milliseconds */
function inWords(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds > 60) {
    return `${Math.ceil(seconds / 60)} minutes`;
  }
  return seconds > 40 ? "1 minute" : seconds > 20 ? "40 seconds" : "20 seconds";
}

// Sends what was typed but not yet sent along, sealed by the server until the next log-in.
function leave(page, dialog) {
  const form = page.querySelector("main form[method=post]");
  const out = dialog.dataset.loggedOut;
  if (!form) {
    window.location.assign(out);
    return;
  }
  form.noValidate = true;
  form.action = out;
  form.submit();
}
