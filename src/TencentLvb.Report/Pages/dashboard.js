(() => {
  const status = document.getElementById("status");
  const main = document.querySelector("main");
  const interval = Math.max(1000, +document.body.dataset.interval);
  let since = new Date();
  history.replaceState(null, "", "/");

  // In the format of the page: 24 hours, independent of the reader's language.
  const clock = time => time.toLocaleTimeString("en-GB");

  const say = text => {
    status.hidden = !text;
    status.textContent = text;
  };

  const replace = html => {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    const focused = document.activeElement?.getAttribute?.("aria-labelledby");
    document.hideTip();
    main.replaceChildren(...fresh.childNodes);
    if (focused) main.querySelector(`svg[aria-labelledby="${focused}"], div[aria-labelledby="${focused}"]`)?.focus({ preventScroll: true });
  };

  const ask = async () => {
    let again = true;
    try {
      const answer = await fetch("content", { cache: "no-store" });
      if (answer.ok) {
        replace(await answer.text());
        since = new Date();
        say("");
      } else if (answer.status === 401 || answer.status === 403) {
        say(`The session has ended. These figures are from ${clock(since)}. Run Show-LvbDashboard again.`);
        again = false;
      } else {
        say(`The dashboard responded with HTTP status ${answer.status}. These figures are from ${clock(since)}.`);
      }
    } catch {
      say(`The dashboard has ended or cannot be reached. These figures are from ${clock(since)}.`);
    }
    if (again) setTimeout(ask, interval);
  };
  setTimeout(ask, interval);
})();
