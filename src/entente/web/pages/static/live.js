"use strict";
// A page whose record changes fetches itself anew. It leaves alone whoever is at work in it, and says so.
(() => {
  const PAUSE = 2000;
  const main = document.querySelector("main");
  const said = document.createElement("div");
  said.className = "changed";
  said.setAttribute("role", "status");
  document.body.append(said);

  let source = null;
  let edited = false;
  let timer = null;
  let busy = false;
  let newest = null;
  // As the server sent it; scripts may have had a hand in it since.
  let sent = main.innerHTML;

  main.addEventListener("input", () => { edited = true; });

  const watched = () => main.querySelector("[data-watch]");

  function isOld() {
    if (!newest) return false;
    const here = watched();
    return String(newest.record) !== document.body.dataset.record
      || (here !== null && String(newest.watch) !== here.dataset.watch);
  }

  function isInUse() {
    const focused = document.activeElement;
    const selection = document.getSelection();
    const selected = selection && !selection.isCollapsed && main.contains(selection.anchorNode);
    return edited || selected || (focused !== main && main.contains(focused));
  }

  function say(text, withButton) {
    said.replaceChildren();
    if (!text) return;
    const words = document.createElement("span");
    words.textContent = text;
    said.append(words);
    if (withButton) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Show it";
      button.addEventListener("click", () => { edited = false; renew(true); });
      said.append(button);
    }
  }

  // What a reader has opened or moved aside stays so.
  const kept = () => ({
    open: [...main.querySelectorAll("details")].map((each) => each.open),
    moved: [...main.querySelectorAll(".scroll")].map((each) => [each.scrollLeft, each.scrollTop]),
    place: [window.scrollX, window.scrollY],
  });

  function put(state) {
    main.querySelectorAll("details").forEach((each, n) => { if (n in state.open) each.open = state.open[n]; });
    main.querySelectorAll(".scroll").forEach((each, n) => {
      if (n in state.moved) [each.scrollLeft, each.scrollTop] = state.moved[n];
    });
    window.scrollTo({ left: state.place[0], top: state.place[1], behavior: "instant" });
  }

  async function renew(asked) {
    if (busy) return;
    busy = true;
    const known = newest;
    try {
      const answer = await fetch(window.location.href, { headers: { accept: "text/html" } });
      // A page that asks for a token, or an error, is not what was shown here.
      if (!answer.ok || answer.redirected) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = found.querySelector("main");
      if (!fresh) return;
      const same = fresh.innerHTML === sent;
      if (!same && !asked && isInUse()) {
        say("The record has changed.", true);
        return;
      }
      document.body.dataset.record = found.body.dataset.record;
      say("");
      if (same) return;
      // A page with a script of its own begins anew, and the script with it.
      if (document.documentElement.classList.contains("scripted")) {
        window.location.reload();
        return;
      }
      const state = kept();
      sent = fresh.innerHTML;
      main.replaceChildren(...fresh.childNodes);
      put(state);
      document.title = found.title;
      if (asked) main.focus({ preventScroll: true });
    } catch {
      // The server is away; the next event comes when it is back.
    } finally {
      busy = false;
      if (newest !== known) soon();
    }
  }

  function soon() {
    if (timer === null) timer = setTimeout(() => { timer = null; if (isOld()) renew(false); }, PAUSE);
  }

  function heard(event) {
    newest = JSON.parse(event.data);
    if (isOld()) soon();
  }

  function listen() {
    if (source) return;
    source = new EventSource("/api/v1/changes");
    source.addEventListener("changed", heard);
  }

  function rest() {
    if (source) source.close();
    source = null;
  }

  // A browser has six ways to a server: pages that nobody sees leave them to the others.
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", () => { if (!document.hidden) listen(); });
  if (!document.hidden) listen();
})();
